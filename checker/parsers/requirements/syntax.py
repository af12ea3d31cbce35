"""What pip and `packaging` say of a text alone: schemes, endings, extras, fragments, markers."""

from __future__ import annotations

from posixpath import splitext

from checker.base import regex as re

VCS = ("git", "hg", "svn", "bzr")
"""The version control systems that pip knows."""
VCS_SCHEMES = frozenset(
    {f"{vcs}+{over}" for vcs in VCS for over in ("http", "https", "ssh", "file")}
    | {"bzr+sftp", "bzr+ftp", "bzr+lp", "git+git", "hg+static-http", "svn+svn"}
)
"""What may stand before `://` of a repository's address."""
_ARCHIVES = (
    *(".zip", ".whl", ".tar.bz2", ".tbz", ".tar.gz", ".tgz", ".tar"),
    *(".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma"),
)


_SIMPLE_ADDRESS = re.compile(r"[!-Z^-~]+(?: [!-Z^-~]+)*")
"""ASCII without brackets and outer blanks, of which `urlsplit` only takes parts."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def scheme_of(text: str) -> str:
    """What `urlsplit` takes for the scheme; raises ValueError where that does."""
    if ":" not in text:
        return ""
    if _SIMPLE_ADDRESS.fullmatch(text):
        scheme = text.partition(":")[0]
        return scheme.lower() if _SCHEME.fullmatch(scheme) else ""
    from urllib.parse import urlsplit  # noqa: PLC0415  gate: plain pins have no addresses

    return urlsplit(text).scheme


def is_archive(path: str) -> bool:
    """Whether pip takes a path for an archive: by its ending alone."""
    base, ending = splitext(path.rstrip("/"))
    if base.lower().endswith(".tar"):
        ending = base[-4:] + ending
    return ending.lower() in _ARCHIVES


def check_marker(text: str) -> None:
    """Raise ValueError where pip refuses the marker, when it reads or when it evaluates it."""
    import warnings  # noqa: PLC0415  gate: plain pins need no parser

    from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName  # noqa: PLC0415  gate: the same

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            marker = Marker(text)
        except RecursionError:
            raise ValueError("nested too deep") from None
        try:
            marker.evaluate({"extra": "", "python_version": "3.6", "python_full_version": "3.6.0"})
        except UndefinedComparison as error:
            raise ValueError(str(error)) from None
        except UndefinedEnvironmentName as error:
            raise ValueError(f"pip does not know {error} here") from None
        except ValueError:  # a version of this machine that is no version
            return


def egg(url: str) -> str:
    """The name in `#egg=name`; raises ValueError where the newest pip refuses the fragment."""
    if not _SIMPLE_ADDRESS.fullmatch(url):
        from urllib.parse import urlsplit  # noqa: PLC0415  gate: plain pins have no addresses

        urlsplit(url)
    found = re.search(r"[#&]egg=([^&]*)", url)
    if found is None:
        return ""
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\n?", found[1]):
        raise ValueError(
            f"The {found[1]!r} egg fragment is invalid: only a bare project name can stand there"
        )
    return found[1]


def strip_extras(path: str) -> tuple[str, tuple[str, ...]]:
    """A path and the extras after it; raises ValueError where pip refuses them."""
    if not path.endswith("]") or "[" not in path:
        return path, ()
    bracket = path.rindex("[")
    if bracket == 0 or bracket == len(path) - 2:
        return path, ()
    from checker.parsers.requirements.specified import specified_by  # noqa: PLC0415  gate: the same

    extras = specified_by("placeholder" + path[bracket:].lower()).extras
    return path[:bracket].rstrip(), tuple(sorted(extras))


def looks_like_path(name: str) -> bool:
    """As pip asks it."""
    return "/" in name or name.startswith(".")


def is_one_path(name: str) -> bool:
    """Whether a text with a slash can be meant as a path, rather than as prose or a command."""
    if ":" in name or name.startswith("//"):
        return False  # an address, or a path of Windows
    return name.startswith(("./", "../")) or not any(char.isspace() for char in name)


def old_pips_take(name: str) -> bool:
    """Whether pip 24.0 and earlier accept, and can satisfy, what `packaging` refuses.

    They compare a version of any form in `>=`, `>`, `<=`, `<` and `!=`, and take `>=1.0<2.0` for
    one; in `==` it equals a release of that very name: `pytz==2012j`, never `1.x` or `latest`.
    """
    clause = r"[ \t]*(?:[<>]=?|!=)[ \t]*[^,;\s)]*[ \t]*"
    exact = r"[ \t]*(?:==[ \t]*[0-9]+[0-9.]*|~=[ \t]*[0-9]+\.[0-9]+(?:\.[0-9]+)*)[ \t]*"
    named = r"[ \t]*==[ \t]*[0-9]+(?:\.[0-9]+)*-?(?![xX]\b)[A-Za-z][0-9A-Za-z.+_-]*[ \t]*"
    return bool(
        re.fullmatch(
            r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?[ \t]*(?:\[[A-Za-z0-9._, -]*\])?[ \t]*"
            rf"(?:{clause}|{exact}|{named})(?:,(?:{clause}|{exact}|{named}))*",
            name[:400],
        )
    )
