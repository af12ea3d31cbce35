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
    return _read(_metadata(files, name, version))


def is_undecodable(files: Iterable[tuple[str, bytes]], name: str, version: str) -> bool:
    """Whether that wheel's metadata is not UTF-8, at which each pip but that of Python 2 stops."""
    try:
        (_metadata(files, name, version) or b"").decode()
    except UnicodeDecodeError:
        return True
    return False


def _metadata(files: Iterable[tuple[str, bytes]], name: str, version: str) -> bytes | None:
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
            return _metadata_in(data)
    return None


def _metadata_in(data: bytes) -> bytes | None:
    import zipfile  # noqa: PLC0415  gate: wheels of the root
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
                return file.read(_LARGEST)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return None


def _read(metadata: bytes | None) -> Release | None:
    if metadata is None:
        return None
    from email.parser import HeaderParser  # noqa: PLC0415  gate: wheels of the root

    told = HeaderParser().parsestr(metadata.decode("utf-8", "replace"))
    requires = tuple(map(str, told.get_all("Requires-Dist", [])))
    return Release(requires, str(told.get("Requires-Python", "")))
