"""MessagePack, as far as uv keeps metadata in it: texts, arrays, nil and truth values."""

from __future__ import annotations


def value_at(data: bytes, at: int, depth: int = 0) -> tuple[object, int]:
    """One value, and where the next begins; of the outermost array, the first four items only.

    Raises:
        ValueError: for another kind, or what is nested deeper than metadata is.
        IndexError: where the data ends too early.
    """
    kind = data[at]
    if depth > 4:
        raise ValueError
    if kind in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[kind], at + 1
    for first, last, width in ((0xA0, 0xBF, 0), (0xD9, 0xD9, 1), (0xDA, 0xDA, 2), (0xDB, 0xDB, 4)):
        if first <= kind <= last:
            size = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else kind - 0xA0
            start = at + 1 + width
            if start + size > len(data):
                raise IndexError
            return data[start : start + size].decode("utf-8"), start + size
    for first, last, width in ((0x90, 0x9F, 0), (0xDC, 0xDC, 2), (0xDD, 0xDD, 4)):
        if first <= kind <= last:
            size = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else kind - 0x90
            at += 1 + width
            values = []
            for _ in range(min(size, 5000)):
                value, at = value_at(data, at, depth + 1)
                values.append(value)
                if len(values) == 4 and not depth:
                    break  # what follows is of no interest
            return values, at
    raise ValueError
