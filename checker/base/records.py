"""Named tuples that are cheap to define.

`typing.NamedTuple` writes and compiles source text for every class, which takes twenty times as
long as making the class; of a check that defines a hundred of them that is a tenth of the time.
Type checkers see `typing.NamedTuple`.
"""

from __future__ import annotations

__all__ = ["NamedTuple"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from operator import itemgetter

    class _Fields(type):
        """Makes the annotated names of a class body the fields of a tuple."""

        def __new__(mcs, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            body["_field_defaults"] = {field: body[field] for field in fields if field in body}
            body.update((field, property(itemgetter(at))) for at, field in enumerate(fields))
            body["_fields"] = body["__match_args__"] = fields
            body["_filled"] = tuple(body["_field_defaults"].get(field) for field in fields)
            needed = [at for at, field in enumerate(fields) if field not in body["_field_defaults"]]
            body["_needed"] = needed[-1] + 1 if needed else 0
            body["__slots__"] = ()
            return super().__new__(mcs, name, bases, body)

    class NamedTuple(tuple, metaclass=_Fields):
        """As `typing.NamedTuple`, for classes of annotated fields with or without defaults."""

        def __new__(cls, *values, **named):
            fields = cls._fields
            if named:
                rest = fields[len(values) :]
                values += tuple(named.pop(f) if f in named else cls._default(f) for f in rest)
            elif cls._needed <= len(values) < len(fields):
                values += cls._filled[len(values) :]
            elif len(values) < len(fields):
                values += tuple(map(cls._default, fields[len(values) :]))
            if named or len(values) != len(fields):
                raise TypeError(f"{cls.__name__} has the fields {', '.join(fields)}")
            return tuple.__new__(cls, values)

        @classmethod
        def _default(cls, field):
            if field not in cls._field_defaults:
                raise TypeError(f"{cls.__name__} needs a value for {field}")
            return cls._field_defaults[field]

        def __repr__(self):
            named = ", ".join(map("{}={!r}".format, self._fields, self))
            return f"{type(self).__name__}({named})"

        def __getnewargs__(self):
            return tuple(self)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, /, **changed):
            values = [
                changed.pop(f) if f in changed else v
                for f, v in zip(self._fields, self, strict=True)
            ]
            if changed:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(changed)}")
            return tuple.__new__(type(self), values)
