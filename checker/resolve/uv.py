"""uv as the resolver: how it is found and started.

It is started by its absolute path, which never lies in what is checked, with an environment of its
own: certificates and proxies are passed on, and nothing else. No configuration file counts
(`--no-config`), no keyring, no `.netrc` (its home is an empty folder), no git (its `PATH` is empty)
and no build (`workplace`). An address with a password is handed over in a file for the user alone,
never in its arguments, which other users could see.
"""

from __future__ import annotations

import os
import sys
import time

from checker.base.records import NamedTuple
from checker.files.programs import find_program
from checker.resolve.failed import UvError
from checker.resolve.lines import FILES
from checker.resolve.processes import run
from checker.resolve.workplace import remove

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from checker.resolve.workplace import Workplace

SECONDS = 60
"""What all questions about one root and target may take together."""
_PASSED_ON = (
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "SSL_CLIENT_CERT", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SYSTEMROOT"),
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
)
"""What says how the network is reached, and Windows' own."""
_OUTPUT = 20_000_000
"""Characters of an answer that are looked at."""


_DETAILS = ("WARN ", "DEBUG ")
"""What its lines begin with that are not part of its answer."""
_LOG = "warn,uv_client::registry_client=debug"
"""What it is to tell: of what it repairs, and of the files that it passes over."""


class Answer(NamedTuple):
    """What uv said."""

    solved: bool
    out: str
    error: str


class Question(NamedTuple):
    """What uv is asked."""

    requirements: str
    """The text of a requirements file."""
    python: str
    """`3.11.6`."""
    platform: str
    """As `--python-platform` has it."""
    constraints: str = ""
    settings: str = ""
    """A configuration of ours: what releases depend on that only a build would tell."""
    prerelease: bool = False
    """Whether pre-releases count for all: by default, they do where pip takes them."""
    offline: bool = False
    """Whether only what uv has fetched already counts."""
    closed: bool = False
    """Whether nothing is installed but what is listed: a lock file is complete by itself."""
    lowest: bool = False
    """Whether the lowest releases are chosen that a requirement allows."""
    anew: bool = False
    """Whether nothing counts that uv has fetched before: it says again what it repairs."""


def find_uv(root: str) -> str | None:
    """The absolute path of uv: beside the Python that runs this, else on `PATH`, not in the root.

    Whoever could bring a program beside this Python could bring that Python.
    """
    windows = os.name == "nt"
    beside = find_program("uv", (), os.path.dirname(sys.executable), windows)
    path = os.environ.get("PATH", os.defpath)
    return beside or find_program("uv", [os.path.realpath(root)], path, windows)


class Uv:
    """uv, for the questions about one root and target.

    Args:
        program: its absolute path.
        workplace: where its cache lies.
        python: the Python of the build, `3.11.6`.
        files: wheels and archives that it may choose from beside the index's: name and content.
    """

    def __init__(
        self,
        program: str,
        workplace: Workplace,
        python: str,
        files: Iterable[tuple[str, bytes]] = (),
    ) -> None:
        self._program = program
        self._files = tuple(files)
        self._workplace = workplace
        self._python = workplace.python(python)
        self._ends = time.monotonic() + SECONDS
        self.asked = 0
        """Questions so far."""
        self.warned: list[str] = []
        """The lines of its warnings so far."""

    def left(self) -> float:
        """The seconds that are left."""
        return max(0.0, self._ends - time.monotonic())

    def ask(self, question: Question) -> Answer:
        """Ask once.

        Raises:
            UvError: if it cannot be started, or the time is over.
        """
        self.asked += 1
        folder = self._workplace.passing()
        try:
            return self._ask(question, folder)
        except TimeoutError as error:
            raise UvError(f"the package index took longer than {SECONDS} s") from error
        except OSError as error:
            raise UvError(f"uv cannot be started: {error.strerror}") from error
        finally:
            remove(folder)

    def _ask(self, question: Question, folder: str) -> Answer:
        words = [
            *(
                "pip",
                "compile",
                "--directory",
                folder,
                "--no-progress",
                "--color",
                "never",
                "--no-header",
            ),
            *("--format", "pylock.toml", "--python", self._python, "--no-python-downloads"),
            *("--python-version", question.python, "--python-platform", question.platform),
            *("--index-strategy", "unsafe-best-match", "--keyring-provider", "disabled"),
            *("--no-build-isolation", "--no-sources"),
        ]
        words += ["--prerelease", "allow"] if question.prerelease else []
        words += ["--offline"] if question.offline else []
        words += ["--no-cache"] if question.anew else []
        words += ["--no-deps"] if question.closed else []
        words += ["--resolution", "lowest-direct"] if question.lowest else []
        if question.constraints:
            words += ["--constraints", _put(folder, "constraints.txt", question.constraints)]
        if question.settings:
            words += ["--config-file", _put(folder, "uv.toml", question.settings)]
        else:
            words.append("--no-config")
        if self._files:
            links = os.path.join(folder, "links")
            os.mkdir(links, 0o700)
            for name, data in self._files:
                _put(links, name, data)
            words += ["--find-links", links]
        words.append(_put(folder, "requirements.in", question.requirements))
        code, *printed = run(
            [self._program, *words], folder, self._environment(folder), self.left()
        )
        out, error = (data[:_OUTPUT].decode("utf-8", "replace") for data in printed)
        lines = error.splitlines(keepends=True)
        warned = [line for line in lines if line.lstrip().startswith(_DETAILS)]
        self.warned += warned
        if warned:
            error = "".join(line for line in lines if not line.lstrip().startswith(_DETAILS))
        return Answer(code == 0, out, error)

    def _environment(self, folder: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return kept | {
            "HOME": folder,
            "PATH": folder,
            "LC_ALL": "C.UTF-8",
            FILES: os.path.join(folder, "links"),
            "UV_CACHE_DIR": self._workplace.uv_cache,
            "UV_NO_PROGRESS": "1",
            "RUST_LOG": _LOG,
            "UV_HTTP_TIMEOUT": "20",
            "UV_HTTP_RETRIES": "1",
        }


def _put(folder: str, name: str, content: str | bytes) -> str:
    path = os.path.join(folder, name)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path
