"""What ended a build or an import, on one line without paths of this machine."""

from __future__ import annotations

import re

LATE = "not built in the time that a build may take"
"""Written below the output of a build that was ended."""

_SYSTEM = re.compile(
    r"fatal error: (?!longintrepr\.h|frameobject\.h|Python\.h)\S+: No such file"
    r"|(?:mysql_config|pg_config|xslt-config|freetype|cmake|ninja|swig|gfortran|blas|rustc|cargo)"
    r"[^\n]{0,80}(?:not found|No such file|is required|could not|can't)"
    r"|cannot find -l\w+|Could not find (?:a version|suitable)|No matching distribution"
    r"|Unable to find|Can not find Rust|not find.{1,30}executable|RequiredDependencyException"
    r"|ConnectionError|ConnectTimeout|Connection refused|Temporary failure|spurious network"
    r"|command '\S*(?:g\+\+|gfortran)\S*' failed: No such",
    re.IGNORECASE,
)  # fmt: skip
_LAST = re.compile(
    r"(?m)^\s*(?:\S*?: )?((?:\w+\.)*"
    r"(?:\w*Error|\w*Exception|SystemExit|InvalidVersion|\w*Deprecated): \S.*"
    r"|error in .{1,60} setup command: .+|error: use_2to3 is invalid\.?.*)$"
)
_COMPILED = re.compile(r"(?m)^\s*\S+\.(?:c|h|cc|cpp|cxx|pyx|pxd|i)\b\S*: (?:fatal )?error: (.+)$")
_OF_PYTHON = re.compile(
    r"\b_?Py[A-Z_]|longintrepr\.h|\btp_print\b|\bob_digit\b|\bcurexc_|\bexc_type\b|\buse_tracing\b"
)


def why_not_built(output: str) -> tuple[str, str]:
    """What ended a build: its own code (`does not build`), or what this machine lacks."""
    if output.endswith(LATE):
        return "unknown", LATE
    system = _SYSTEM.search(output)
    if system is not None:
        return "unknown", f"needs of the system: {system[0][:120]}"
    compiled = _COMPILED.findall(output)
    if compiled:
        # Other libraries may be of another release there; Python's own headers are not.
        own = next((text for text in compiled if _OF_PYTHON.search(text)), "")
        return (
            ("does not build", f"error: {own.strip()}") if own else ("unknown", compiled[0][:160])
        )
    errors = [
        found[1].strip()
        for found in _LAST.finditer(output)
        if not found[1].startswith(("subprocess.", "CalledProcessError", "BackendUnavailable: "))
    ]
    if errors:
        return "does not build", tidy(errors[-1])
    return "unknown", (output.strip().splitlines() or [""])[-1][:160]


def tidy(text: str) -> str:
    """An error on one line, without paths of this machine."""
    text = re.sub(r" \((?:unknown location|/[^)]*|[\w./-]+\.py(?:, line \d+)?)\)", "", text.strip())
    text = re.sub(r"'?/[\w./+-]+/([\w.+-]+)'?", r"\1", text.partition("\n")[0])
    text = re.sub(r"\{.*\}", "{…}", text)  # a set, in any order
    return re.sub(r"\s+", " ", text)[:160]
