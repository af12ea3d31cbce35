"""Every rule in one row: what it is called, how severe it is, what it rests on, where it is.

Selecting, the configuration, `explain` and the documents read this table and import no rule. A
row's module binds its function with `rule(CODE)`; its page is `pages/CODE.md`.
"""

from __future__ import annotations

from checker.base.findings import Applicability, Severity
from checker.base.records import NamedTuple

FAMILIES = ("REQ", "PROC", "CMD", "PY", "RUN", "DJ", "GIT", "INT")
"""The letters of the codes, in the order in which reports list them."""


class Rule(NamedTuple):
    """What is known of a rule without loading it."""

    code: str
    name: str
    severity: Severity
    """For the default target; a finding carries the one that holds for its target."""
    module: str
    """Where its function is, below `checker.rules`."""
    cites: tuple[str, ...]
    """Clauses of the specification (`procfile.space-after-colon`) and platform facts (`F18`)."""
    fix: Applicability | None = None
    """How far its fix may be trusted at best; None where it has none."""

    @property
    def family(self) -> str:
        """The letters of the code: `PROC`."""
        return self.code.rstrip("0123456789")


INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
UNSAFE, SAFE = Applicability.UNSAFE, Applicability.SAFE
# fmt: off
_ROWS = (
    # REQ
    Rule("REQ001", "requirements-missing", ERROR, "requirements.file",
         cites=("source.requirements-txt", "recognition.requirements-txt", "F6", "F10", "F36",
                "F39"), fix=SAFE),
    Rule("REQ002", "requirements-invalid-line", ERROR, "requirements.lines",
         cites=("requirements.generate", "compile.install", "F34"), fix=UNSAFE),
    Rule("REQ003", "requirements-encoding", ERROR, "requirements.encoding",
         cites=("compile.install", "F26", "F38"), fix=SAFE),
    Rule("REQ004", "requirements-unpublished-path", ERROR, "requirements.paths",
         cites=("source.in-git", "compile.install", "F5"), fix=UNSAFE),
    Rule("REQ005", "requirements-include-missing", ERROR, "requirements.includes",
         cites=("source.in-git", "compile.install", "F5"), fix=UNSAFE),
    Rule("REQ006", "requirements-duplicate", ERROR, "requirements.pins",
         cites=("compile.install", "F34"), fix=SAFE),
    Rule("REQ007", "requirements-os-package", ERROR, "requirements.packages",
         cites=("requirements.generate", "compile.install", "F34"), fix=UNSAFE),
    Rule("REQ008", "requirements-platform-only", ERROR, "requirements.systems",
         cites=("compile.install", "F34"), fix=UNSAFE),
    Rule("REQ009", "requirements-private-vcs", ERROR, "requirements.sources",
         cites=("compile.install", "F34", "F40"), fix=UNSAFE),
    Rule("REQ010", "requirements-credentials", WARNING, "requirements.sources",
         cites=("source.in-git", "F5", "F40")),
    Rule("REQ011", "requirements-unpinned", INFO, "requirements.pins",
         cites=("requirements.generate", "compile.install")),
    Rule("REQ012", "requirements-index-override", INFO, "requirements.sources",
         cites=("build.pip-index", "F34")),
    Rule("REQ013", "requirements-known-conflict", ERROR, "requirements.conflicts",
         cites=("compile.install", "source.runs-locally", "F34", "F35")),
    Rule("REQ014", "requirements-python-mismatch", ERROR, "requirements.releases",
         cites=("compile.install", "runtime.default", "F27", "F33", "F34")),
    # PROC
    Rule("PROC001", "procfile-missing", WARNING, "procfile.file",
         cites=("source.procfile", "compile.default-procfile", "F16", "F22", "F24", "F25", "F26"),
         fix=SAFE),
    Rule("PROC002", "procfile-invalid-line", ERROR, "procfile.form",
         cites=("procfile.space-after-colon", "F18", "F19", "F20"), fix=SAFE),
    Rule("PROC003", "missing-space-after-colon", ERROR, "procfile.lines",
         cites=("procfile.space-after-colon", "F18", "F19", "F20"), fix=SAFE),
    Rule("PROC004", "special-characters-at-end", ERROR, "procfile.end",
         cites=("procfile.no-special-characters-at-end", "F19", "F23"), fix=SAFE),
    Rule("PROC005", "procfile-no-web", ERROR, "procfile.web",
         cites=("source.procfile", "F18", "F20", "F21", "F22"), fix=SAFE),
    Rule("PROC006", "procfile-duplicate-process", WARNING, "procfile.processes",
         cites=("F19", "F20"), fix=UNSAFE),
    Rule("PROC007", "procfile-encoding", ERROR, "procfile.file",
         cites=("F18", "F19", "F20"), fix=SAFE),
    Rule("PROC008", "procfile-typography", ERROR, "procfile.typography",
         cites=("procfile.default", "F18", "F19", "F20"), fix=SAFE),
    Rule("PROC009", "procfile-not-yaml", ERROR, "procfile.yaml",
         cites=("F18", "F19", "F20"), fix=SAFE),
    Rule("PROC010", "procfile-web-not-first", ERROR, "procfile.web",
         cites=("procfile.default", "F18", "F19"), fix=SAFE),
    Rule("PROC011", "procfile-unused-process", INFO, "procfile.processes",
         cites=("F21",)),
    Rule("PROC012", "procfile-continuation", WARNING, "procfile.lines",
         cites=("F19", "F20"), fix=SAFE),
    Rule("PROC013", "procfile-empty-command", ERROR, "procfile.lines",
         cites=("procfile.default", "F18", "F20", "F22")),
    # CMD
    Rule("CMD001", "server-not-in-requirements", ERROR, "start.installed",
         cites=("procfile.default", "compile.install", "F24", "F34"), fix=UNSAFE),
    Rule("CMD002", "module-not-found", ERROR, "start.module",
         cites=("source.in-git", "procfile.default", "F5", "F23", "F24", "F26")),
    Rule("CMD003", "callable-not-found", ERROR, "start.callable",
         cites=("source.runs-locally", "procfile.default", "F24", "F25", "F26")),
    Rule("CMD004", "port-not-bound", ERROR, "start.port",
         cites=("source.procfile", "procfile.default", "F47", "F48", "F49")),
    Rule("CMD005", "port-variable-undefined", ERROR, "start.port_variable",
         cites=("source.procfile", "F47", "F48", "F49")),
    Rule("CMD006", "development-server", WARNING, "start.server",
         cites=("source.procfile", "F26")),
    Rule("CMD007", "server-mismatch", ERROR, "start.server",
         cites=("source.runs-locally", "procfile.default", "F26")),
    Rule("CMD008", "background-process", ERROR, "start.server",
         cites=("source.procfile", "F22", "F23")),
    Rule("CMD009", "script-not-runnable", ERROR, "start.script",
         cites=("source.in-git", "F5", "F23", "F53"), fix=SAFE),
    Rule("CMD010", "server-refuses-argument", ERROR, "start.refused",
         cites=("source.procfile", "source.runs-locally", "F47", "F48", "F49")),
    # PY
    Rule("PY001", "syntax-too-new", ERROR, "source.syntax",
         cites=("runtime.default", "runtime.supported", "F27", "F28", "F33")),
    Rule("PY002", "module-not-in-python", ERROR, "source.library",
         cites=("runtime.default", "runtime.supported", "F27", "F28", "F33")),
    Rule("PY003", "python-2-source", ERROR, "source.syntax",
         cites=("runtime.default", "runtime.recommended", "F27", "F33")),
    # RUN
    Rule("RUN001", "runtime-missing", WARNING, "runtime.file",
         cites=("source.runtime-txt", "runtime.default", "F27"), fix=SAFE),
    Rule("RUN002", "runtime-bad-format", ERROR, "runtime.form",
         cites=("runtime.format", "F30"), fix=SAFE),
    Rule("RUN003", "runtime-unsupported-version", ERROR, "runtime.support",
         cites=("runtime.supported", "F30"), fix=UNSAFE),
    Rule("RUN004", "runtime-not-recommended", INFO, "runtime.support",
         cites=("runtime.recommended",)),
    Rule("RUN005", "runtime-invisible-characters", ERROR, "runtime.form",
         cites=("runtime.format", "F30", "F31"), fix=SAFE),
    Rule("RUN006", "runtime-silently-replaced", WARNING, "runtime.file",
         cites=("F28", "F30"), fix=SAFE),
    Rule("RUN007", "runtime-ignored", WARNING, "runtime.file",
         cites=("F33",)),
    Rule("RUN008", "python-version-conflict", WARNING, "runtime.conflict",
         cites=("F27", "F32", "F33")),
    Rule("RUN009", "python-end-of-life", INFO, "runtime.support",
         cites=("runtime.supported", "F27")),
    # DJ
    Rule("DJ001", "static-root-unset", ERROR, "django.static_root",
         cites=("django.static-settings", "django.collectstatic", "F46", "F42"), fix=UNSAFE),
    Rule("DJ002", "static-root-invalid", ERROR, "django.static_root",
         cites=("django.static-settings", "F46", "F42")),
    Rule("DJ003", "static-root-in-staticfiles-dirs", ERROR, "django.static_root",
         cites=("django.static-settings", "F46")),
    Rule("DJ004", "staticfiles-dirs-not-a-list", ERROR, "django.staticfiles_dirs",
         cites=("django.static-settings", "F46"), fix=SAFE),
    Rule("DJ005", "staticfiles-dir-missing", WARNING, "django.staticfiles_dirs",
         cites=("django.static-settings", "source.in-git", "F46")),
    Rule("DJ006", "staticfiles-dirs-bad-entry", ERROR, "django.staticfiles_dirs",
         cites=("django.static-settings", "F46")),
    Rule("DJ007", "static-url-invalid", ERROR, "django.staticfiles_dirs",
         cites=("django.static-settings", "F46")),
    Rule("DJ008", "staticfiles-app-not-installed", ERROR, "django.settings",
         cites=("django.static-settings", "F46", "F42")),
    Rule("DJ009", "settings-need-environment", ERROR, "django.settings",
         cites=("django.collectstatic", "F40", "F46")),
    Rule("DJ010", "settings-module-not-found", ERROR, "django.settings",
         cites=("django.static-settings", "F42")),
    Rule("DJ011", "settings-not-readable", ERROR, "django.settings",
         cites=("compile.install", "django.collectstatic", "F42")),
    Rule("DJ012", "manage-py-not-found", WARNING, "django.settings",
         cites=("django.collectstatic", "F41")),
    Rule("DJ013", "static-absolute-join", WARNING, "django.joined_paths",
         cites=("django.static-settings",), fix=SAFE),
    Rule("DJ014", "static-files-not-served", WARNING, "django.serving",
         cites=("django.static-settings", "F21", "F46")),
    Rule("DJ015", "static-root-tracked", INFO, "django.folders",
         cites=("django.collectstatic", "F44")),
    Rule("DJ016", "storages-conflict", ERROR, "django.settings",
         cites=("django.static-settings", "F46")),
    Rule("DJ017", "media-root-equals-static-root", ERROR, "django.folders",
         cites=("django.static-settings",)),
    Rule("DJ018", "collectstatic-never-runs", WARNING, "repository.platform",
         cites=("F45", "F41", "F35", "F20")),
    Rule("DJ019", "collectstatic-fails", ERROR, "django.collectstatic",
         cites=("source.runs-locally", "django.collectstatic", "F42", "F46")),
    # GIT
    Rule("GIT001", "file-not-in-git", ERROR, "repository.git",
         cites=("source.in-git", "F5")),
    Rule("GIT002", "file-is-lfs-pointer", ERROR, "repository.content",
         cites=("source.in-git", "F5")),
    Rule("GIT003", "file-is-symlink", ERROR, "repository.git",
         cites=("source.in-git", "F5", "F41")),
    Rule("GIT004", "name-case-conflict", WARNING, "repository.git",
         cites=("source.in-git", "F10", "F16")),
    Rule("GIT005", "virtualenv-committed", WARNING, "repository.git",
         cites=("source.in-git", "F5")),
    Rule("GIT006", "submodule-needs-credentials", WARNING, "repository.content",
         cites=("source.in-git", "F5")),
    Rule("GIT007", "language-shadowed", ERROR, "repository.platform",
         cites=("F9", "F11", "F12", "F13", "F14")),
    # INT
    Rule("INT001", "rule-failed", ERROR, "internal",
         cites=("source.in-git",)),
    Rule("INT002", "file-not-read", WARNING, "internal",
         cites=("source.in-git",)),
    Rule("INT003", "suppression-unused", WARNING, "internal",
         cites=("source.in-git",), fix=SAFE),
    Rule("INT004", "baseline-outdated", INFO, "internal",
         cites=("source.in-git",)),
)
# fmt: on
RULES: dict[str, Rule] = {row.code: row for row in _ROWS}
"""All rules by code, in the order of families and numbers."""
