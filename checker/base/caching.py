"""`cache`, `lru_cache` and `cached_property` for less than what importing `functools` costs."""

from __future__ import annotations

__all__ = ["cache", "cached_property", "lru_cache"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cache, cached_property, lru_cache
else:
    try:
        from _functools import _lru_cache_wrapper
    except ImportError:  # another Python than CPython
        from functools import cache, lru_cache
    else:

        def cache(function):
            """Keep each answer of a function of values; `cache_clear()` forgets them."""
            return _keeping(function, None)

        def lru_cache(maxsize):
            """Keep that many answers at the most, those that were asked for last."""
            return lambda function: _keeping(function, maxsize)

        def _keeping(function, maxsize):
            answer = _lru_cache_wrapper(function, maxsize, False, tuple)
            answer.__name__, answer.__doc__ = function.__name__, function.__doc__
            answer.__module__, answer.__wrapped__ = function.__module__, function
            return answer

    class cached_property:  # noqa: N801  as in functools
        """A property that is worked out once for each object."""

        def __init__(self, make):
            self._make, self.__doc__ = make, make.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._make(instance)
            return value
