"""Models of `subprocess` and `shutil`: programs that are run, files that are copied."""

from __future__ import annotations

import posixpath

from checker.python.interpreter.values import Model, Place, Unknown
from checker.python.models.file_calls import needs_file
from checker.python.models.host_class import make_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

_SHELL = frozenset(
    "[ awk base64 basename bash cat chmod chown cp cut date dd df dirname du echo env expr false "
    "find grep groups gzip head hostname id kill ln ls md5sum mkdir mktemp mv nice nohup nproc "
    "ps pwd readlink realpath rm rmdir sed sh sha256sum sleep sort stat sync tail tar tee test "
    "timeout touch tr true tty uname uniq wc which whoami xargs yes "
    "git curl make gcc cc g++ openssl python python3 pip pip3 perl".split()
)
"""Programs that every image of a builder has."""
_PERHAPS = frozenset(
    "hg svn wget node npm npx yarn pnpm ruby php java go cargo "
    "ssh rsync ip ifconfig ping psql mysql redis-cli ffmpeg convert docker aws gcloud "
    "heroku lsb_release getent unzip zip xz bzip2 jq vim nano less more free top crontab "
    "systemctl service python2 gettext msgfmt locale locale-gen "
    "pg_config mysql_config sass tsc gulp grunt webpack bower coffee lessc postcss gs tesseract "
    "wkhtmltopdf chromium google-chrome pandoc dot sqlite3 sudo su apt apt-get dpkg apk yum "
    "file nslookup dig host netstat ss lsof strace ldconfig ldd uptime vmstat sysctl lscpu "
    "rustc php-fpm nginx gunicorn uwsgi supervisord memcached redis-server mongod".split()
)
"""Programs that some images have."""


def is_installed(interp: Interpreter, program: str, place: Place | None) -> Any:
    """Whether a program can be run: True, False, or unknown."""
    if "/" in program:
        kind = interp.files.kind(program, interp.cwd)
        return Unknown(kind.because, place) if isinstance(kind, Unknown) else kind == "file"
    if program in _SHELL or program.startswith("python"):
        return True
    if program in _PERHAPS or not interp.context.distributions.complete:
        return Unknown(f"whether the builder has a program {program}", place)
    name = program.replace("-", "_").lower()
    if any(name in (module.lower(), f"{module.lower()}3") or name.startswith(module.lower())
           for module in interp.context.distributions.modules):  # fmt: skip
        return Unknown(f"whether a distribution brings a program {program}", place)
    if "-admin" in program or program == "django-admin":
        return Unknown(f"whether a distribution brings a program {program}", place)
    return False


def _check_words(interp: Interpreter, place: Place | None, words: Any) -> None:
    if not words:
        raise interp.fail(IndexError, "list index out of range", place)
    for word in words:
        if isinstance(word, (int, float, list, dict, type(None))):
            message = f"expected str, bytes or os.PathLike object, not {type(word).__name__}"
            raise interp.fail(TypeError, message, place)


def _first_word(interp: Interpreter, place: Place | None, command: Any, shell: bool) -> Any:
    """The program that a command runs; None where it is not known."""
    if isinstance(command, (list, tuple)):
        if not command:
            return None
        first = command[0]
    else:
        first = command
    if isinstance(first, (Unknown, Model)) or first is None:
        return None
    if isinstance(first, (int, float, bool)):
        message = f"expected str, bytes or os.PathLike object, not {type(first).__name__}"
        raise interp.fail(TypeError, message, place)
    text = interp.path_text(first, place)
    return text if isinstance(text, str) and not shell else None


def _run(name: str) -> Any:
    """A function that runs a program and gives what `name` gives."""

    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        command = args[0] if args else keywords.get("args")
        if not args and "args" not in keywords:
            message = "Popen.__init__() missing 1 required positional argument: 'args'"
            raise interp.fail(TypeError, message, place)
        if command is None:
            raise interp.fail(TypeError, "'NoneType' object is not iterable", place)
        if keywords.get("capture_output") and ("stdout" in keywords or "stderr" in keywords):
            message = "stdout and stderr arguments may not be used with capture_output."
            raise interp.fail(ValueError, message, place)
        folder = keywords.get("cwd")
        if folder is not None:
            text = interp.path_text(folder, place)
            if isinstance(text, str) and interp.files.kind(text, interp.cwd) == "missing":
                raise interp.no_such_file(text, place)
        shell = keywords.get("shell") is True
        if isinstance(command, (list, tuple)):
            _check_words(interp, place, command)
        program = _first_word(interp, place, command, shell)
        if program is not None:
            there = is_installed(interp, program, place)
            if isinstance(there, Unknown):
                there = interp.maybe(there.because, place)
            if not there:
                raise interp.no_such_file(program, place)
        checks = name in ("check_call", "check_output") or keywords.get("check") is True
        if checks and not _always_well(command, shell):
            return _checked(interp, place, name)
        return _result(name)

    return called


def _always_well(command: Any, shell: bool) -> bool:
    """Whether a command is known to end with 0."""
    words = command.split() if shell and isinstance(command, str) else command
    if isinstance(words, str):
        words = [words]
    harmless = ("true", "echo", "date", "hostname", "uname", "whoami", "id", "pwd", "nproc")
    return isinstance(words, (list, tuple)) and bool(words) and words[0] in harmless and not any(
        isinstance(word, str) and set(word) & set(";|&<>$`") for word in words
    )  # fmt: skip


def _checked(interp: Interpreter, place: Place | None, name: str) -> Any:
    if interp.maybe("whether a program ends well", place):
        return _result(name)
    error = interp.notes["CalledProcessError"]
    made = interp.instantiate(error, [1, "command"], {}, place)
    raise interp.fail(made, None, place)


def _result(name: str) -> Any:
    code = Unknown("how a program ends")
    if name in ("call", "check_call"):
        return 0 if name == "check_call" else code
    if name in ("check_output", "getoutput"):
        return Unknown("what a program prints", unmodelled=True)
    if name == "getstatusoutput":
        return (code, Unknown("what a program prints", unmodelled=True))
    text = Unknown("what a program prints", unmodelled=True)
    return Model("a process", None, {"stdout": text, "stderr": text, "returncode": code},
                 unmodelled=True)  # fmt: skip


def _subprocess(interp: Interpreter) -> dict[str, Any]:
    base = make_class("SubprocessError", "subprocess", {}, (Exception,))

    def start(m: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        args[0].attributes.update(returncode=1, cmd=Unknown("a command"),
                                  output=Unknown("an output"), stdout=Unknown("an output"),
                                  stderr=Unknown("an output"), args=tuple(args[1:]))  # fmt: skip

    error = make_class("CalledProcessError", "subprocess", {"__init__": start}, (base,))
    interp.notes["CalledProcessError"] = error
    names: dict[str, Any] = {
        name: Model(f"subprocess.{name}", _run(name))
        for name in ("run", "call", "check_call", "check_output", "Popen")
    }
    for name in ("getoutput", "getstatusoutput"):
        names[name] = Model(f"subprocess.{name}", lambda m, p, a, k, n=name: _result(n))
    timeout = make_class("TimeoutExpired", "subprocess", {}, (base,))
    return {**names, "CalledProcessError": error, "SubprocessError": base,
            "TimeoutExpired": timeout, "PIPE": -1, "STDOUT": -2, "DEVNULL": -3}  # fmt: skip


def _which(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    program = args[0] if args else keywords.get("cmd")
    if not isinstance(program, str):
        return Unknown("where a program is", place)
    there = is_installed(interp, program, place)
    if isinstance(there, Unknown):
        there = interp.maybe(there.because, place)
    return Unknown(f"where {program} is", place, decided=True) if there else None


def _copied(whole: bool) -> Any:
    def called(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
        needs_file("a copy", whole)(interp, place, args[:1], keywords)
        target = interp.path_text(args[1] if len(args) > 1 else keywords.get("dst"), place)
        if not isinstance(target, str):
            return Unknown("where a copy is", place)
        kind = interp.files.kind(target, interp.cwd)
        if kind == "directory":
            return Unknown("where a copy is", place)
        parent = posixpath.dirname(interp.files.absolute(target, interp.cwd))
        above = interp.files.kind(parent, interp.cwd)
        if not whole and above == "missing":
            raise interp.no_such_file(target, place)
        interp.files.make(target, interp.cwd, "directory" if whole else "file")
        return args[1] if len(args) > 1 else target

    return called


def _remove_tree(interp: Interpreter, place: Place | None, args: list[Any], keywords: Any) -> Any:
    path = interp.path_text(args[0] if args else keywords.get("path"), place)
    quiet = keywords.get("ignore_errors", args[1] if len(args) > 1 else False)
    if isinstance(path, str):
        kind = interp.files.kind(path, interp.cwd)
        if kind == "missing":
            if quiet:
                return None
            raise interp.no_such_file(path, place)
        if not isinstance(kind, Unknown):
            interp.files.make(path, interp.cwd, "gone")
    return None


def _shutil(interp: Interpreter) -> dict[str, Any]:
    error = make_class("Error", "shutil", {}, (OSError,))
    same = make_class("SameFileError", "shutil", {}, (error,))
    names = {
        "which": _which, "copy": _copied(False), "copy2": _copied(False),
        "copyfile": _copied(False), "copytree": _copied(True), "move": _copied(True),
        "rmtree": _remove_tree, "disk_usage": needs_file("shutil.disk_usage", True),
    }  # fmt: skip
    return {**{name: Model(f"shutil.{name}", function) for name, function in names.items()},
            "Error": error, "SameFileError": same}  # fmt: skip


MODULES = {"subprocess": _subprocess, "shutil": _shutil}
