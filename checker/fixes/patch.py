"""What fixes change, as a patch that `git apply` takes: bytes, since a file may hold any."""

from __future__ import annotations

from difflib import SequenceMatcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.fixes.editing import Proposal

_CONTEXT = 3
_COMPARED = 2000
"""Lines that are compared one by one at the most; of more, one block is replaced by another."""


def patch(proposal: Proposal, prefix: str = "") -> bytes:
    """All changes of a proposal, sorted by path; `prefix` stands before each path."""
    return b"".join(data for _, data in changes(proposal, prefix))


def changes(proposal: Proposal, prefix: str = "") -> list[tuple[str, bytes]]:
    """What `patch` is made of: each path with what changes there."""
    below = proposal.below
    old = {path: below.read(path).data for path in proposal.files if below.is_file(path)}
    new = {path: data for path, data in proposal.files.items() if data is not None}
    gone = {path for path in old if path not in new}
    found: list[tuple[str, bytes]] = []

    def add(path: str, change: bytes) -> None:
        found.append((prefix + path, change))

    for path, data in sorted(new.items()):
        source = proposal.renamed.get(path, path)
        if source not in old:
            add(path, _changed("", prefix + path, b"", data, b"new file mode 100644\n"))
            continue
        head = b""
        if source != path:
            gone.discard(source)
            head = b"similarity index %d%%\nrename from %s\nrename to %s\n" % (
                _similar(old[source], data),
                _quoted(prefix + source),
                _quoted(prefix + path),
            )
        if head or old[source] != data:
            add(path, _changed(prefix + source, prefix + path, old[source], data, head))
    held = below.tracked() or {}
    for path in sorted(gone):
        mode = held.get(path, "100644").encode()
        head = b"deleted file mode %s\n" % mode
        add(path, _changed(prefix + path, "", old[path], b"", head))
    return found


def _similar(old: bytes, new: bytes) -> int:
    """Per cent of the lines that two files share."""
    if old == new:
        return 100
    before, after = old.splitlines(), new.splitlines()
    shared = len(set(before) & set(after))
    return min(99, 100 * shared // max(1, len(set(before) | set(after))))


def _changed(old_path: str, new_path: str, old: bytes, new: bytes, head: bytes) -> bytes:
    names = _quoted("a/" + (old_path or new_path)) + b" " + _quoted("b/" + (new_path or old_path))
    whole = b"diff --git " + names + b"\n" + head
    if old == new:
        return whole
    source = _named("a/" + old_path) if old_path else b"/dev/null"
    target = _named("b/" + new_path) if new_path else b"/dev/null"
    return whole + b"--- " + source + b"\n+++ " + target + b"\n" + b"".join(_hunks(old, new))


def _hunks(old: bytes, new: bytes) -> Iterator[bytes]:
    before, after = _lines(old), _lines(new)
    for group in _groups(before, after):
        first, last = group[0], group[-1]
        yield b"@@ -%s +%s @@\n" % (
            _span(first[1], last[2]),
            _span(first[3], last[4]),
        )
        for tag, i, j, k, m in group:
            if tag == "equal":
                yield from (_line(b" ", line) for line in before[i:j])
            else:
                yield from (_line(b"-", line) for line in before[i:j])
                yield from (_line(b"+", line) for line in after[k:m])


_Step = tuple[str, int, int, int, int]


def _groups(before: list[bytes], after: list[bytes]) -> Iterator[list[_Step]]:
    """The changes with the lines around them; what two large texts share at both ends is cut."""
    start, end = 0, 0
    shortest = min(len(before), len(after))
    while start < shortest and before[start] == after[start]:
        start += 1
    while end < shortest - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if max(len(before), len(after)) - start - end <= _COMPARED:
        first = max(0, start - _CONTEXT)
        i, j = len(before) - max(0, end - _CONTEXT), len(after) - max(0, end - _CONTEXT)
        matcher = SequenceMatcher(None, before[first:i], after[first:j], autojunk=False)
        for group in matcher.get_grouped_opcodes(_CONTEXT):
            yield [(tag, a + first, b + first, c + first, d + first) for tag, a, b, c, d in group]
        return
    first = max(0, start - _CONTEXT)
    i, j, rest = len(before) - end, len(after) - end, min(end, _CONTEXT)
    yield [
        ("equal", first, start, first, start),
        ("replace", start, i, start, j),
        ("equal", i, i + rest, j, j + rest),
    ]


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _line(sign: bytes, line: bytes) -> bytes:
    if line.endswith(b"\n"):
        return sign + line
    return sign + line + b"\n\\ No newline at end of file\n"


def _span(start: int, end: int) -> bytes:
    """A range of lines as hunks write it: of none, the line before."""
    length = end - start
    first = start + 1 if length else start
    return b"%d" % first if length == 1 else b"%d,%d" % (first, length)


def _named(path: str) -> bytes:
    """A path on a `---` or `+++` line, where a blank in it needs a tab after it."""
    written = _quoted(path)
    return written + b"\t" if b" " in written and written[:1] != b'"' else written


def _quoted(path: str) -> bytes:
    """A path as git writes it: in quotes with octal escapes where it is not plain ASCII."""
    data = path.encode("utf-8", "surrogateescape")
    if all(32 <= byte < 127 and byte not in b'"\\' for byte in data):
        return data
    shown = b"".join(
        bytes([byte]) if 32 <= byte < 127 and byte not in b'"\\' else b"\\%03o" % byte
        for byte in data
    )
    return b'"' + shown + b'"'
