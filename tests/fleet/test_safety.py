"""What a hostile repository costs, through the command: its own limit, told, and nothing else."""

from __future__ import annotations

import math
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

pytest.importorskip("pygit2")
duckdb = pytest.importorskip("duckdb")
if os.name != "posix" or not os.path.isdir("/proc/self"):
    pytest.skip("limits of Linux", allow_module_level=True)
pytest.importorskip("distributed")

import pygit2

from checker.cli.main import main
from checker.fleet import watch as watching
from checker.fleet.deaths import ENDED
from checker.fleet.order import Order
from tests.fleet.making import BAD, bare, commit

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = {"cpu": 3.0, "wall": 12.0, "memory": 190.0}
"""What a repository may cost in the test: an import of everything costs a fifth of it."""
REASONS = {
    "computes": "it needs more than 3 s of CPU; tried twice",
    "computes-alone": ENDED,
    "waits": "it needs more than 12 s; tried twice",
    "memory": " MB of 190 MB; tried twice",
    "dies": ENDED,
}
ONCE = ("dies_once", "computes_once")
HARMLESS = ("a", "b", "c", "d")


class Ran(NamedTuple):
    """What a run came to: its code, what it told, and the folder of its database."""

    code: int
    told: str
    folder: Path

    def states(self) -> dict[str, tuple[str, str]]:
        """The state and the reason of each repository, by its name."""
        rows = self.rows("SELECT address, state, reason FROM repositories")
        return {Path(address).stem: (state, why) for address, state, why in rows}

    def rows(self, statement: str) -> list[tuple[str, ...]]:
        """The rows of a query."""
        with duckdb.connect(str(self.folder / "fleet.duckdb"), read_only=True) as connection:
            found: list[tuple[str, ...]] = connection.execute(statement).fetchall()
        return found


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A fleet of hostile repositories between harmless ones, through the command."""
    folder = tmp_path_factory.mktemp("safety")
    (folder / "marks").mkdir()
    for number, name in enumerate((*HARMLESS, *REASONS, *ONCE)):
        bare(folder / "r" / f"{number % 3}" / f"{name}.git", BAD)
    code = (
        "import functools, sys\nfrom checker.cli.main import main\n"
        "from checker.fleet import commands\n"
        f"commands.Order = functools.partial(commands.Order, **{LIMITS!r})\n"
        "if __name__ == '__main__':\n    sys.exit(main(sys.argv[1:]))\n"
    )
    (folder / "limited.py").write_text(code)
    words = ["fleet", "run", "r", "--workers", "2", "--target", "rainbond-6"]
    done = subprocess.run(
        [sys.executable, "limited.py", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "FLEET_MARKS": str(folder / "marks"),
            "DASK_DISTRIBUTED__WORKER__PRELOAD": '["tests.fleet.hostile"]',
            # What a busy machine does with Dask's own 15 seconds: a worker that is not back by then
            # is ended as soon as it is, with the repository that it has begun, and for ever.
            "DASK_DISTRIBUTED__DEPLOY__LOST_WORKER_TIMEOUT": "700ms",
        },
    )
    return Ran(done.returncode, done.stderr, folder)


@pytest.mark.parametrize("name", REASONS)
def test_what_needs_too_much_is_tried_twice_and_recorded(ran: Ran, name: str) -> None:
    state, why = ran.states()[name]
    assert state == "failed"
    assert why.endswith(REASONS[name]), why


def test_the_others_are_right_and_the_operator_is_told(ran: Ran) -> None:
    assert ran.code == 1, ran.told
    assert "6 checked" in ran.told
    assert "5 failed" in ran.told
    assert all(line.startswith("pyspec-check: ") for line in ran.told.splitlines()), ran.told
    states = ran.states()
    assert len(states) == len(HARMLESS) + len(REASONS) + len(ONCE)
    assert {name for name, (state, _) in states.items() if state == "checked"} == {
        *HARMLESS, *ONCE,
    }  # fmt: skip
    found = ran.rows(
        "SELECT list(code ORDER BY number) FROM findings JOIN repositories USING (run, repository) "
        "GROUP BY address"
    )
    assert len(found) == 6
    assert all(each == found[0] for each in found)


def test_a_worker_that_dies_once_costs_nothing(ran: Ran) -> None:
    states = ran.states()
    assert [states[name] for name in ONCE] == [("checked", "")] * 2
    assert set(ONCE) <= set(os.listdir(ran.folder / "marks")), "they did end a worker"


def watched_process(
    before: str, within: str, after: str = "", order: str = "Order()", seconds: float = 50
) -> int:
    """How a process ends of which some lines are watched as a worker's repository is.

    In a process of its own, since that is what ends, and since the alarm is a minute by default.
    """
    code = (
        "from checker.fleet import watch as watching\nfrom checker.fleet.order import Order\n"
        f"{before}\nwith watching.Watch({order}) as watch:\n    watch.begin('x')\n"
        f"    {within}\n{after}\n"
    )
    return subprocess.run([sys.executable, "-c", code], check=False, timeout=seconds).returncode


def test_a_worker_that_waits_with_the_lock_of_python_is_ended_by_the_kernel() -> None:
    waiting = "ctypes.PyDLL(None).sleep(60)"
    ended = watched_process("import ctypes\nwatching._SILENT = 1.0", waiting)
    assert ended == -signal.SIGALRM


def test_the_alarm_is_put_off_while_a_thread_runs() -> None:
    before = "import time\nwatching._SILENT = 3.0"
    assert watched_process(before, "time.sleep(4)", after="time.sleep(3.5)") == 0


def test_the_kernel_ends_what_no_thread_sees() -> None:
    """The limit of CPU itself: the thread that looks at the clocks is played to be kept away."""
    ended = watched_process(
        "import threading\nwatching.Watch._thread = threading.Thread()",
        "sum(range(10**12))",
        order="Order(cpu=0.2)",
        seconds=100,
    )
    assert ended == -signal.SIGXCPU


def test_the_limit_of_cpu_is_taken_back() -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)
    with watching.Watch(Order()) as watch:
        watch.begin("x")
        assert resource.getrlimit(resource.RLIMIT_CPU)[0] < 10_000
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == before[1]
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_each_repository_has_the_whole_limit_of_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 10.9, 12.5])
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    limits: list[int | None] = []
    monkeypatch.setattr(watching, "_limit_cpu", limits.append)
    with watching.Watch(Order(cpu=60)) as watch:
        for name in "abc":
            watch.begin(name)
            assert watching.Watch.now is not None
            assert watching.Watch.now.name == name
            watch.end()
            assert watching.Watch.now is None
    assert limits == [72, 74, None]


def test_a_worker_without_work_sets_no_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    with watching.Watch(Order()):
        pass
    set_to: list[float] = []
    monkeypatch.setattr(watching, "_put_off_alarm", set_to.append)
    time.sleep(4 * watching._LOOK)
    assert set_to == []
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_seconds_without_a_core_are_nobodys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = 1.0
    monkeypatch.setattr(watching, "_waited", lambda: ready)
    monkeypatch.setattr(time, "monotonic", lambda: 1012.5)
    watched = watching._Watched("x", math.inf, 1012.0, Order(wall=12))
    assert watching._over(watched, 1.0) == "it needs more than 12 s"
    ready = 2.0
    assert watching._over(watched, 1.0) == ""


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="not counted here")
def test_seconds_without_a_core_are_counted() -> None:
    """Two processes that compute share one core, so that each waits for it half of the time."""
    code = (
        "import os, time, threading\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from checker.fleet import watch as watching\n"
        "watching.Watch.thread = threading.get_native_id()\n"
        "begun, cpu, waited = time.monotonic(), time.process_time(), watching._waited()\n"
        "while time.process_time() - cpu < 1: pass\n"
        "print(time.monotonic() - begun - 1, watching._waited() - waited)\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        longer, waited = map(float, process.communicate(timeout=100)[0].split())
        assert longer / 4 < waited < longer + 0.2


def test_what_one_needed_is_not_granted_to_the_next() -> None:
    held = bytearray(100_000_000)
    held[::4096] = b"x" * len(held[::4096])
    del held
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with watching.Watch(Order()) as watch:
        watch.begin("x")
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < before - 50_000


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def configured(text: str) -> Callable[[Path], None]:
    """Adds to the configuration of a bare repository; `{path}` is where it is."""

    def add(path: Path) -> None:
        trap = path / "trap.sh"
        trap.write_text(f"#!/bin/sh\ntouch {path.parent / 'sprung'}\ncat\n")
        trap.chmod(0o755)
        with (path / "config").open("a") as file:
            file.write(text.replace("{path}", str(path)))

    return add


def hooks(path: Path) -> None:
    for name in ("post-checkout", "reference-transaction", "pre-receive", "fsmonitor-watchman"):
        hook = path / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {path.parent / 'sprung'}\n")
        hook.chmod(0o755)


def replaced(path: Path) -> None:
    repository = pygit2.Repository(str(path))
    tree = repository.head.peel(pygit2.Commit).tree
    name = tree["Procfile"].id
    other = repository.create_blob(b"web: gunicorn other:app\n")
    repository.create_reference(f"refs/replace/{name}", other)


def grafted(path: Path) -> None:
    repository = pygit2.Repository(str(path))
    newest = commit(repository, BAD | {"x.py": "x = 1\n"})
    (path / "info").mkdir(exist_ok=True)
    (path / "info" / "grafts").write_text(f"{newest}\n")


def borrowing(path: Path) -> None:
    other = path.parent / "other"
    shutil.copytree(path / "objects", other)
    shutil.rmtree(path / "objects")
    (path / "objects" / "info").mkdir(parents=True)
    (path / "objects" / "info" / "alternates").write_text(f"{other}\n")


def included_pipe(path: Path) -> None:
    pipe(path / "more")
    configured("[include]\n\tpath = {path}/more\n")(path)


def reftable(path: Path) -> None:
    with (path / "config").open("a") as file:
        file.write("[extensions]\n\trefStorage = reftable\n")
    text = (path / "config").read_text().replace("formatversion = 0", "formatversion = 1")
    (path / "config").write_text(text)


def without_objects(path: Path) -> None:
    repository = pygit2.Repository(str(path))
    name = str(repository.head.peel(pygit2.Commit).tree["Procfile"].id)
    (path / "objects" / name[:2] / name[2:]).unlink()
    configured(
        '[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\tpromisor = true\n'
        "\turl = ext::{path}/trap.sh %S\n\tpartialclonefilter = blob:none\n"
        "[protocol]\n\tallow = always\n"
    )(path)


def loops(path: Path) -> None:
    repository = pygit2.Repository(str(path))
    blob = repository.create_blob
    index = pygit2.Index()
    for name, text in BAD.items():
        index.add(pygit2.IndexEntry(name, blob(str(text).encode()), pygit2.enums.FileMode.BLOB))
    for name, goal in (("a", "b"), ("b", "a"), ("self", "self"), ("up", ".."), ("app", "app/x")):
        index.add(pygit2.IndexEntry(name, blob(goal.encode()), pygit2.enums.FileMode.LINK))
    entry = "requirements/base.txt", b"-r base.txt\n-r ../requirements.txt\nflask\n"
    index.add(pygit2.IndexEntry(entry[0], blob(entry[1]), pygit2.enums.FileMode.BLOB))
    someone = pygit2.Signature("A", "a@example.org", 0, 0)
    tree, head = index.write_tree(repository), repository.head.target
    repository.create_commit("refs/heads/main", someone, someone, "c", tree, [head])


def many(number: int) -> Callable[[Path], None]:
    """A revision of so many thousand files: one folder of a thousand, under many names."""

    def write(path: Path) -> None:
        repository = pygit2.Repository(str(path))
        inner = repository.TreeBuilder()
        blob = repository.create_blob(b"x\n")
        for each in range(1000):
            inner.insert(f"{each:03}-{'x' * 60}.txt", blob, pygit2.enums.FileMode.BLOB)
        outer = repository.TreeBuilder(repository.head.peel(pygit2.Commit).tree)
        folder = inner.write()
        for each in range(number):
            outer.insert(f"folder{each:04}", folder, pygit2.enums.FileMode.TREE)
        someone = pygit2.Signature("A", "a@example.org", 0, 0)
        head = repository.head.target
        repository.create_commit("refs/heads/main", someone, someone, "c", outer.write(), [head])

    return write


HOSTILE: dict[str, Callable[[Path], None]] = {
    "alternates": borrowing,
    "include": configured(
        "[include]\n\tpath = {path}/more\n[core]\n\tfsmonitor = {path}/trap.sh\n"
    ),
    "include-of-a-pipe": included_pipe,
    "fsmonitor": configured("[core]\n\tfsmonitor = {path}/trap.sh\n\thooksPath = {path}/hooks\n"),
    "programs": configured(
        "[core]\n\tpager = {path}/trap.sh\n\tsshCommand = {path}/trap.sh\n"
        "\tgitProxy = {path}/trap.sh\n\tattributesFile = {path}/trap.sh\n"
        "[filter \"x\"]\n\tclean = {path}/trap.sh\n\tsmudge = {path}/trap.sh\n"
        "[diff]\n\texternal = {path}/trap.sh\n[credential]\n\thelper = {path}/trap.sh\n"
    ),
    "worktree": configured("[core]\n\tworktree = /\n\tbare = false\n"),
    "worktree-and-bare": configured("[core]\n\tworktree = /etc\n"),
    "hooks": hooks,
    "promisor": without_objects,
    "replaced": replaced,
    "grafted": grafted,
    "reftable": reftable,
    "nonsense": configured("[core\n"),
    "version": configured("[core]\n\trepositoryformatversion = 99\n"),
    "loops": loops,
    "head-is-a-pipe": lambda path: pipe(path / "HEAD"),
    "config-is-a-pipe": lambda path: pipe(path / "config"),
    "grafts-are-a-pipe": lambda path: pipe(path / "info" / "grafts"),
    "alternates-are-a-pipe": lambda path: pipe(path / "objects" / "info" / "alternates"),
    "shallow-is-a-pipe": lambda path: pipe(path / "shallow"),
    "a-pack-is-a-pipe": lambda path: pipe(path / "objects" / "pack" / f"pack-{'0' * 40}.idx"),
    "many-files": many(20),
    "too-many-files": many(600),
}  # fmt: skip
FAIL = {
    "include-of-a-pipe", "nonsense", "version", "reftable", "too-many-files", "head-is-a-pipe",
    "config-is-a-pipe", "grafts-are-a-pipe", "alternates-are-a-pipe", "shallow-is-a-pipe",
}  # fmt: skip
"""Those that nobody can read; git neither."""


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of each kind."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in HOSTILE.items():
        make(bare(folder / "r" / name / f"{name}.git", BAD))
    return folder


def test_a_hostile_repository_is_what_check_says_and_starts_nothing(
    hostile_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(hostile_folder)
    assert main(["fleet", "run", "r", "--workers", "2", "--target", "rainbond-6"]) == 1
    assert "Traceback" not in capfd.readouterr().err
    with duckdb.connect("fleet.duckdb", read_only=True) as connection:
        rows = connection.execute("SELECT address, state, reason FROM repositories").fetchall()
        lines: dict[str, list[str]] = {}
        for address, document in connection.execute(
            "SELECT address, document FROM findings JOIN repositories USING (run, repository) "
            "ORDER BY address, number"
        ).fetchall():
            lines.setdefault(address, []).append(document)
    assert {Path(row[0]).parent.name for row in rows if row[1] == "failed"} == FAIL, rows
    assert len(rows) == len(HOSTILE)
    for address, state, reason in rows:
        words = ["check", "--rev", "HEAD", "--format", "jsonl", "--target", "rainbond-6", address]
        code = main(words)
        said = capfd.readouterr()
        assert (code == 2) == (state == "failed"), (address, reason, said)
        assert lines.get(address, []) == said.out.splitlines(), address
        assert (state == "failed") == bool(reason)
    assert not list(hostile_folder.rglob("sprung"))


def test_the_traps_would_spring(hostile_folder: Path) -> None:
    trap = hostile_folder / "r" / "fsmonitor" / "fsmonitor.git" / "trap.sh"
    subprocess.run([str(trap)], input=b"", check=True, stdout=subprocess.DEVNULL)
    sprung = trap.parents[1] / "sprung"
    assert sprung.exists()
    sprung.unlink()
