"""Enumerations that are cheap to define.

Importing `enum` and defining our classes with it would take a tenth of a clean check. Type checkers
see those of `enum`; at run time a member is an object with a name and a value, which is equal to
itself alone (a member of an `IntEnum` is its number, too).
"""

from __future__ import annotations

__all__ = ["Enum", "IntEnum"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import Enum, IntEnum
else:

    class _Members(type):
        """Makes the constants of a class body its members."""

        def __new__(mcs, name, bases, body):
            values = {
                key: value
                for key, value in body.items()
                if key[0] != "_" and not hasattr(value, "__get__")
            }
            for key in values:
                del body[key]
            cls = super().__new__(mcs, name, bases, body)
            cls._members = {}
            for key, value in values.items():
                member = cls._members[value] = cls._base.__new__(cls, *cls._arguments(value))
                member.name, member.value = key, value
                setattr(cls, key, member)
            return cls

        def __call__(cls, value):
            if value in cls._members:
                return cls._members[value]
            raise ValueError(f"{value!r} is not a valid {cls.__name__}")

        def __getitem__(cls, name):
            for member in cls:
                if member.name == name:
                    return member
            raise KeyError(name)

        def __iter__(cls):
            return iter(cls._members.values())

        def __reversed__(cls):
            return reversed(cls._members.values())

        def __len__(cls):
            return len(cls._members)

    class Enum(metaclass=_Members):
        """As `enum.Enum`, for members with values that differ and can be hashed."""

        _base = object

        @staticmethod
        def _arguments(value):
            return ()

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __str__(self):
            return f"{type(self).__name__}.{self.name}"

        def __reduce__(self):
            return type(self), (self.value,)

        def __copy__(self):
            return self

        def __deepcopy__(self, memo):
            return self

    class IntEnum(int, metaclass=_Members):
        """As `enum.IntEnum`: numbers with names."""

        _base = int

        @staticmethod
        def _arguments(value):
            return (value,)

        __repr__ = Enum.__repr__
        __str__ = int.__repr__
        __reduce__ = Enum.__reduce__
        __copy__ = Enum.__copy__
        __deepcopy__ = Enum.__deepcopy__
