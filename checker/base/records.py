"""Named tuples that are cheap to define.

`typing.NamedTuple` writes and compiles source text for every class, which takes twenty times as
long as making the class; of a check that defines a hundred of them that is a tenth of the time.
Type checkers see `typing.NamedTuple`. A record is made by a template for its number of fields with
its parameters renamed, so that the interpreter sees to names and defaults.
"""

from __future__ import annotations

__all__ = ["NamedTuple"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    _FUNCTION = type(lambda: None)
    try:
        from _collections import _tuplegetter
    except ImportError:  # another Python than CPython
        from operator import itemgetter

        def _tuplegetter(at, doc):
            return property(itemgetter(at), doc=doc)

    _make = tuple.__new__
    # fmt: off
    _MAKERS = (
        lambda cls: _make(cls, ()),
        lambda cls, a: _make(cls, (a,)),
        lambda cls, a, b: _make(cls, (a, b)),
        lambda cls, a, b, c: _make(cls, (a, b, c)),
        lambda cls, a, b, c, d: _make(cls, (a, b, c, d)),
        lambda cls, a, b, c, d, e: _make(cls, (a, b, c, d, e)),
        lambda cls, a, b, c, d, e, f: _make(cls, (a, b, c, d, e, f)),
        lambda cls, a, b, c, d, e, f, g: _make(cls, (a, b, c, d, e, f, g)),
        lambda cls, a, b, c, d, e, f, g, h: _make(cls, (a, b, c, d, e, f, g, h)),
        lambda cls, a, b, c, d, e, f, g, h, i: _make(cls, (a, b, c, d, e, f, g, h, i)),
        lambda cls, a, b, c, d, e, f, g, h, i, j: _make(cls, (a, b, c, d, e, f, g, h, i, j)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k: _make(cls, (a, b, c, d, e, f, g, h, i, j, k)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s)),
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t:
            _make(cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t)),
    )
    # fmt: on

    def _maker(fields, defaults):
        """The `__new__` of a record."""
        if len(fields) >= len(_MAKERS):
            return _make_large
        code = _MAKERS[len(fields)].__code__
        code = code.replace(co_varnames=("_cls", *fields), co_name="__new__")
        return _FUNCTION(code, globals(), "__new__", defaults)

    def _make_large(cls, *values, **named):
        """As the makers above, for any number of fields."""
        rest = cls._fields[len(values) :]
        lacking = set(rest) - named.keys() - cls._field_defaults.keys()
        if lacking or not named.keys() <= set(rest) or len(values) > len(cls._fields):
            raise TypeError(f"{cls.__name__} has the fields {', '.join(cls._fields)}")
        filled = (named[f] if f in named else cls._field_defaults[f] for f in rest)
        return _make(cls, (*values, *filled))

    class _Fields(type):
        """Makes the annotated names of a class body the fields of a tuple."""

        def __new__(mcs, name, _bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one with a default")
            body["_field_defaults"] = defaults
            body.update((field, _tuplegetter(at, None)) for at, field in enumerate(fields))
            body["_fields"] = body["__match_args__"] = fields
            body.setdefault("__new__", _maker(fields, tuple(defaults.values())))
            body["__slots__"] = ()
            # A tuple as `collections.namedtuple` makes it: with no class between, since Python
            # looks up a hundred names in each class that another one is made of.
            return type.__new__(type, name, (tuple,), {**_METHODS, **body})

    def _repr(self):
        named = ", ".join(map("{}={!r}".format, self._fields, self))
        return f"{type(self).__name__}({named})"

    def _getnewargs(self):
        return tuple(self)

    def _asdict(self):
        return dict(zip(self._fields, self, strict=True))

    def _replace(self, /, **changed):
        made = _make(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(changed)}")
        return made

    _METHODS = {
        "__repr__": _repr,
        "__getnewargs__": _getnewargs,
        "_asdict": _asdict,
        "_replace": _replace,
    }
    NamedTuple = type.__new__(_Fields, "NamedTuple", (tuple,), {})
    """As `typing.NamedTuple`, for classes of annotated fields with or without defaults."""
