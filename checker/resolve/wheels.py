"""Which wheels of the root are looked at, and what they say of themselves."""

from __future__ import annotations

from checker.resolve.releases import Release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 2_000_000


def release_in(files: Iterable[tuple[str, bytes]], name: str, version: str) -> Release | None:
    """What the wheel of a release among files says of it; None if it is not there, or unreadable.

    Args:
        files: their names and contents.
        name: normalised.
        version: as uv writes it.
    """
    from packaging.utils import (  # noqa: PLC0415  gate: wheels of the root
        InvalidWheelFilename,
        canonicalize_name,
        parse_wheel_filename,
    )

    for file, data in files:
        try:
            own, of, *_ = parse_wheel_filename(file)
        except (InvalidWheelFilename, ValueError):
            continue
        if canonicalize_name(own) == name and str(of) == version:
            return _read(data)
    return None


def _read(data: bytes) -> Release | None:
    import zipfile  # noqa: PLC0415  gate: wheels of the root
    from email.parser import HeaderParser  # noqa: PLC0415  gate: the same
    from io import BytesIO  # noqa: PLC0415  gate: the same

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            rows = [
                row
                for row in archive.infolist()
                if row.filename.count("/") == 1 and row.filename.endswith(".dist-info/METADATA")
            ]
            if len(rows) != 1 or rows[0].file_size > _LARGEST or rows[0].flag_bits & 1:
                return None
            with archive.open(rows[0]) as file:
                text = file.read(_LARGEST).decode("utf-8", "replace")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return None
    told = HeaderParser().parsestr(text)
    requires = tuple(map(str, told.get_all("Requires-Dist", [])))
    return Release(requires, str(told.get("Requires-Python", "")))
