"""The session without any protocol: what is stale, what is taken, what is shown where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker.base.findings import Severity
from checker.editor.lsp.positions import Spot
from checker.editor.session.buffers import Buffer, Change
from checker.editor.session.options import read_options
from checker.editor.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checker.editor.session.results import Result


class Screen:
    """What an editor shows of each file: codes by name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.session = Session()
        self.shown: dict[str, list[str]] = {}
        self.sent: list[tuple[str, int | None, list[str]]] = []

    def check(self) -> list[Result]:
        """Check until nothing is stale, and show what comes of it."""
        results: list[Result] = []
        while found := self.session.next():
            root, job = found
            results.append(root.check(job))
            assert self.session.take(results[-1])
        for publication in self.session.publications():
            name = str(publication.path).removeprefix(f"{self.root}/")
            codes = sorted(note.finding.code for _, note in publication.notes)
            self.shown[name] = codes
            self.sent.append((name, publication.version, codes))
        return results

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file."""
        path = self.root / name
        if text is None:
            text = path.read_text()
        self.session.open(Buffer(path.as_uri(), str(path), 1, text))
        return str(path)


@pytest.fixture
def screen(root: Path) -> Screen:
    made = Screen(root)
    made.session.add_folder(str(root))
    made.check()
    return made


def test_a_folder_is_checked_when_it_is_opened(screen: Screen) -> None:
    assert screen.shown == {"Procfile": ["PROC003"]}
    assert screen.check() == []
    assert len(screen.sent) == 1


def test_only_what_differs_is_sent(screen: Screen) -> None:
    path = screen.open("Procfile")
    screen.check()
    assert screen.sent[1:] == [("Procfile", 1, ["PROC003"])]
    screen.session.change(path, 2, [Change(" ", Spot(0, 4), Spot(0, 4))])
    screen.check()
    assert screen.sent[2:] == [("Procfile", 2, [])]
    screen.session.touch([path])
    screen.check()
    assert len(screen.sent) == 3


def test_a_result_that_a_change_has_overtaken_is_not_taken(screen: Screen) -> None:
    path = screen.open("Procfile")
    found = screen.session.next()
    assert found is not None
    root, job = found
    result = root.check(job)
    screen.session.change(path, 2, [Change("web: gunicorn app:app --log-file -\n")])
    assert not screen.session.take(result)
    assert list(screen.session.publications()) == []
    screen.check()
    assert screen.sent[1:] == [("Procfile", 2, [])]


def test_what_was_told_of_the_disk_is_not_lost_with_a_result(screen: Screen) -> None:
    path = screen.root / "Procfile"
    screen.open("runtime.txt")
    screen.check()
    path.write_text("web: gunicorn app:app --log-file -\n")
    screen.session.touch([str(path)])
    found = screen.session.next()
    assert found is not None
    screen.session.change(str(screen.root / "runtime.txt"), 2, [Change("python-3.6.6\n")])
    assert not screen.session.take(found[0].check(found[1]))
    (result,) = screen.check()
    assert result.job.fresh
    assert result.job.touched == {str(path)}
    assert screen.shown["Procfile"] == []


def test_files_that_no_check_looks_at_change_nothing(screen: Screen) -> None:
    for name in (".git/objects/ab/cd", ".git/HEAD", "node_modules/x/y/z.js", "app.pyc/x/y"):
        screen.session.touch([str(screen.root / name)])
        assert screen.session.next() is None, name
    for name in ("Procfile", "manage.py", ".git/index"):
        screen.session.touch([str(screen.root / name)])
        assert screen.check(), name


def test_a_root_within_a_root_is_checked_when_a_file_of_it_is_opened(screen: Screen) -> None:
    inner = screen.root / "service"
    inner.mkdir()
    (inner / "requirements.txt").write_text("gunicorn==20.1.0\n")
    screen.open("service/Procfile", "web:gunicorn x:y\n")
    screen.check()
    assert "PROC003" in screen.shown["service/Procfile"]
    assert screen.session.result_for(str(inner / "Procfile")) is not None
    screen.session.close(str(inner / "Procfile"))
    screen.check()
    assert screen.shown["service/Procfile"] == []
    screen.session.remove_folder(str(screen.root))
    screen.check()
    assert set(map(tuple, screen.shown.values())) == {()}
    assert screen.session.paths() == []


def test_a_file_of_no_folder_is_checked_while_it_is_open(root: Path) -> None:
    screen = Screen(root)
    path = screen.open("Procfile")
    screen.check()
    assert screen.shown == {"Procfile": ["PROC003"]}
    screen.session.close(path)
    screen.check()
    assert screen.shown == {"Procfile": []}
    assert screen.session.next() is None


def test_switched_off_and_on_again(screen: Screen) -> None:
    screen.session.configure(read_options({"enable": False}))
    assert screen.check() == []
    assert screen.shown == {"Procfile": []}
    screen.session.configure(read_options({"enable": True}))
    screen.check()
    assert screen.shown == {"Procfile": ["PROC003"]}


@pytest.mark.parametrize(
    ("missing", "shown_on", "code"),
    [
        (["Procfile"], "requirements.txt", "PROC001"),
        (["requirements.txt"], "Procfile", "REQ001"),
        (["runtime.txt"], "requirements.txt", "RUN001"),
        (["requirements.txt", "Procfile"], "runtime.txt", "REQ001"),
    ],
)
def test_a_missing_file_is_shown_on_the_one_that_needs_it(
    root: Path, missing: list[str], shown_on: str, code: str
) -> None:
    for name in missing:
        (root / name).unlink()
    screen = Screen(root)
    screen.session.add_folder(str(root))
    screen.check()
    assert code in screen.shown[shown_on]
    assert not any(name in screen.shown for name in missing)


def test_the_command_line_says_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both faces find the same in the same files, with the same configuration and baseline."""
    from checker.cli.main import main

    (root / "requirements.txt").write_text(
        "Flask==2.0.3\nFlask==2.0.3  # pyspec: ignore[REQ006]\ngunicorn\npywin32==301\n"
    )
    (root / "runtime.txt").write_text("Python-3.6\n")
    (root / "pyproject.toml").write_text(
        '[tool.pyspec-check]\nignore = ["REQ011"]\nseverity = { RUN002 = "warning" }\n'
    )
    screen = Screen(root)
    for write_baseline in (False, True):
        if write_baseline:
            main([str(root), "--write-baseline"])
            (root / "Procfile").write_text("web:  gunicorn app:app &\n")
        capsys.readouterr()
        main([str(root), "--format", "concise", "--quiet"])
        told = capsys.readouterr().out.splitlines()
        screen.session.add_folder(str(root))
        screen.session.touch([str(path) for path in root.iterdir()])
        screen.check()
        result = screen.session.result_of(str(root))
        assert result is not None
        shown = []
        for path, notes in result.notes.items():
            document = result.document(path)
            assert document is not None
            for note in notes:
                line, column = document.line_column(note.start)
                severity = note.finding.severity.label
                shown.append(
                    f"{path}:{line}:{column}: {note.finding.code} {severity} {note.finding.message}"
                )
        assert sorted(shown) == sorted(told)
        assert told


def test_an_unsaved_configuration_above_the_root_counts(
    repository: Callable[..., Path],
) -> None:
    root = repository(
        {"service/requirements.txt": "gunicorn\n", "service/Procfile": "web:gunicorn a:b\n"}
    )
    screen = Screen(root)
    screen.session.add_folder(str(root / "service"))
    screen.check()
    assert "PROC003" in screen.shown["service/Procfile"]
    path = screen.open("pyspec-check.toml", 'select = ["REQ"]\n')
    screen.check()
    assert screen.shown["service/Procfile"] == []
    screen.session.change(path, 2, [Change("select = 3\n")])
    screen.check()
    assert screen.shown["pyspec-check.toml"] == ["configuration"]
    screen.session.close(path)
    screen.check()
    assert screen.shown["pyspec-check.toml"] == []
    assert "PROC003" in screen.shown["service/Procfile"]


def test_what_is_doubtful_in_a_configuration_is_a_warning(screen: Screen) -> None:
    screen.open("pyspec-check.toml", 'ignore = ["PORC003"]\n')
    screen.check()
    assert screen.shown["pyspec-check.toml"] == ["configuration"]
    result = screen.session.result_of(str(screen.root))
    assert result is not None
    (note,) = result.notes[str(screen.root / "pyspec-check.toml")]
    assert note.finding.severity is Severity.WARNING
    assert (note.start, note.end) == (10, 19)
    assert note.finding.message == "unknown rule `PORC003`; did you mean `PROC003`?"
    assert screen.shown["Procfile"] == ["PROC003"]


def test_a_root_that_names_itself_beside_another(root: Path) -> None:
    service = root / "service"
    service.mkdir()
    for name in ("requirements.txt", "Procfile"):
        (service / name).write_bytes((root / name).read_bytes())
    (root / "pyspec-check.toml").write_text('roots = [".", "service"]\nselect = ["PROC003"]\n')
    screen = Screen(root)
    screen.session.add_folder(str(root))
    screen.check()
    assert screen.shown == {"Procfile": ["PROC003"], "service/Procfile": ["PROC003"]}


def test_a_broken_configuration_says_nothing_of_the_roots_before(root: Path) -> None:
    (root / "pyspec-check.toml").write_text('roots = ["nowhere"]\n')
    screen = Screen(root)
    screen.session.add_folder(str(root))
    for text in ('roots = ["nowhere"]\n', "\n\nunknown = 1\n"):
        path = screen.open("pyspec-check.toml", text)
        screen.check()
        result = screen.session.result_of(str(root))
        assert result is not None
        (note,) = result.notes[path]
        assert ("nowhere" in note.finding.message) is ("nowhere" in text)
