"""Submodules: the platform clones them, so what is in them is as good as in the repository."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from checker.cli import main as cli
from checker.files.git_tree import at_revision, staged
from checker.files.tree import SUBMODULE, DirectoryTree
from checker.files.values import Kind
from checker.project.incremental import QueryCache
from checker.targets import targets
from tests.checking import check
from tests.conftest import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from checker.files.tree import Tree

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
LIBRARY = {
    "requirements.txt": "gunicorn==21.2.0\n",
    "app.py": "def app(environ, start_response):\n    return []\n",
    "setup.py": "from setuptools import setup\nsetup()\n",
    "static/site.css": "",
    "base.py": "",
}


def clone(where: Path, *arguments: str) -> None:
    git(where, "-c", "protocol.file.allow=always", *arguments)


@pytest.fixture
def root(repository: Callable[..., Path], tmp_path: Path) -> Path:
    """A repository with a submodule at vendor/lib that holds another at inner; both are there."""
    for name, files in (("inner", {"deep.txt": "deep\n"}), ("lib", LIBRARY)):
        folder = tmp_path / name
        folder.mkdir()
        git(folder, "init", "--quiet")
        for path, text in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text)
        if name == "lib":
            (folder / "link").symlink_to("app.py")
            clone(folder, "submodule", "--quiet", "add", str(tmp_path / "inner"), "inner")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "-m", name)
    made = repository(
        {
            "requirements.txt": "-r vendor/lib/requirements.txt\n-e ./vendor/lib\n",
            "Procfile": "web: gunicorn --chdir vendor/lib app:app --bind 0.0.0.0:$PORT\n",
            "runtime.txt": "python-3.6.6\n",
        }
    )
    clone(made, "submodule", "--quiet", "add", str(tmp_path / "lib"), "vendor/lib")
    clone(made, "submodule", "--quiet", "update", "--init", "--recursive")
    modules = (made / ".gitmodules").read_text().replace(str(tmp_path), "https://example.org")
    (made / ".gitmodules").write_text(modules)
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "-m", "all")
    return made


def without(root: Path) -> Path:
    """A clone of it without its submodules, as CI makes them."""
    clone(root.parent, "clone", "--quiet", str(root), "without")
    return root.parent / "without"


def everything(tree: Tree) -> dict[str, tuple[Kind, bytes, str]]:
    return {
        path: (kind, tree.read(path).data, tree.link_target(path))
        for path, kind in tree.walk(skip=frozenset({".git"}))
        if "/.git/" not in f"/{path}/"
    }


def test_all_trees_hold_the_same(root: Path) -> None:
    on_disk = everything(DirectoryTree(str(root)))
    assert on_disk["vendor/lib/app.py"][0] is Kind.FILE
    assert on_disk["vendor/lib/link"] == (Kind.LINK, LIBRARY["app.py"].encode(), "app.py")
    assert on_disk["vendor/lib/inner/deep.txt"][1] == b"deep\n"
    tracked = DirectoryTree(str(root)).tracked()
    assert tracked is not None
    assert tracked["vendor/lib"] == SUBMODULE
    for tree in (staged(str(root)), at_revision(str(root), "HEAD")):
        assert everything(tree) == on_disk
        assert tree.tracked() == tracked
        assert not tree.unseen("vendor/lib/no/such")
        assert tree.in_submodule("vendor/lib/app.py") == "vendor/lib"
        assert tree.in_submodule("vendor") == ""
        below = tree.below("vendor")
        assert below.read("lib/app.py").data == LIBRARY["app.py"].encode()


def test_what_is_recorded_counts_not_what_is_checked_out(root: Path) -> None:
    inside = root / "vendor" / "lib"
    (inside / "app.py").write_text("changed")
    git(inside, "commit", "--quiet", "-am", "later")
    for tree in (staged(str(root)), at_revision(str(root), "HEAD")):
        assert tree.read("vendor/lib/app.py").data == LIBRARY["app.py"].encode()
    git(root, "add", "vendor/lib")
    assert staged(str(root)).read("vendor/lib/app.py").data == b"changed"
    assert at_revision(str(root), "HEAD").read("vendor/lib/app.py").data != b"changed"


@pytest.mark.parametrize("how", ["disk", "index", "revision", "folder of a revision", "bare"])
def test_one_that_is_not_here_is_not_judged(root: Path, how: str) -> None:
    made = without(root)
    if how == "bare":
        clone(root.parent, "clone", "--quiet", "--bare", str(root), "bare.git")
    trees: dict[str, Callable[[], Tree]] = {
        "disk": lambda: DirectoryTree(str(made)),
        "index": lambda: staged(str(made)),
        "revision": lambda: at_revision(str(made), "HEAD"),
        "folder of a revision": lambda: at_revision(str(root), "HEAD:"),
        "bare": lambda: at_revision(str(root.parent / "bare.git"), "HEAD"),
    }
    tree = trees[how]()
    assert tree.kind("vendor/lib") is Kind.DIRECTORY
    assert tree.entries("vendor/lib") == {}
    assert tree.unseen("vendor/lib")
    assert tree.unseen("vendor/lib/a/b")
    assert not tree.unseen("vendor")
    assert not tree.unseen("nothing")


def test_an_archive_of_the_repository(root: Path) -> None:
    # What GitHub offers as a ZIP: the submodules are empty folders, and there is no `.git`.
    made = without(root)
    shutil.rmtree(made / ".git")
    tree = DirectoryTree(str(made))
    assert tree.unseen("vendor/lib/app.py")
    assert not tree.unseen("vendor")
    assert not DirectoryTree(str(made / "vendor")).unseen("lib")


PROCFILES = (
    "gunicorn --chdir vendor/lib app:app",
    "cd vendor/lib && gunicorn app:app",
    "gunicorn vendor.lib.app:app",
    "PYTHONPATH=vendor/lib gunicorn app:app",
    "python vendor/lib/app.py",
    "sh vendor/lib/start.sh",
    "vendor/lib/start.sh",
)


@pytest.mark.parametrize("command", PROCFILES)
def test_nothing_is_missing_that_may_be_in_it(
    root: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Procfile").write_text(f"web: {command}\n")
    git(root, "commit", "--quiet", "-am", "command")
    made = without(root)
    select = ["--select", "CMD001,CMD002,CMD009,REQ004,REQ005,GIT", "--format", "concise"]
    for arguments in ([str(made)], [str(made), "--staged"], [str(made), "--rev", "HEAD"]):
        assert cli.main([*arguments, *select]) == 0, capsys.readouterr().out
        assert "nothing to report" in capsys.readouterr().err


def test_the_same_is_found_wherever_it_is_here(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "Procfile").write_text("web: gunicorn --chdir vendor/lib app:application\n")
    (root / "requirements.txt").write_text("-r vendor/lib/requirements/none.txt\n")
    git(root, "commit", "--quiet", "-am", "wrong")
    outputs = []
    for arguments in ([], ["--staged"], ["--rev", "HEAD"]):
        assert cli.main([str(root), *arguments, "--format", "concise"]) == 1
        outputs.append(capsys.readouterr().out)
    assert len(set(outputs)) == 1
    assert "REQ005 error" in outputs[0]
    assert "CMD003 error" in outputs[0]


def test_what_cannot_be_in_it_is_missing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "requirements.txt").write_text("gunicorn==21.2.0\n")
    (root / "Procfile").write_text("web: gunicorn shop:app\n")
    git(root, "commit", "--quiet", "-am", "missing")
    for where in (root, without(root)):
        assert cli.main([str(where), "--select", "CMD002", "--format", "concise"]) == 1
        assert "CMD002 error `shop` is not in the repository" in capsys.readouterr().out


def test_static_files_in_one_that_is_not_here(
    repository: Callable[..., Path], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (
        "import os\nBASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\n"
        "SECRET_KEY = 'x'\nINSTALLED_APPS = ['django.contrib.staticfiles']\n"
        "STATIC_URL = '/static/'\nSTATIC_ROOT = os.path.join(BASE_DIR, 'out')\n"
        "STATICFILES_DIRS = [os.path.join(BASE_DIR, 'vendor/lib/static')]\n"
    )
    manage = (
        "import os, sys\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site1.settings')\n"
        "from django.core.management import execute_from_command_line\n"
        "execute_from_command_line(sys.argv)\n"
    )
    (root / "site1").mkdir()
    (root / "site1" / "__init__.py").write_text("")
    (root / "site1" / "settings.py").write_text(settings)
    (root / "manage.py").write_text(manage)
    (root / "requirements.txt").write_text("Django==2.2.28\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "django")
    for where in (root, without(root)):
        for extra in ([], ["--staged"]):
            cli.main([str(where), "--select", "DJ00", "--format", "concise", *extra])
            assert "nothing to report" in capsys.readouterr().err


def test_a_root_that_is_one_itself(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = root / "vendor" / "lib"
    assert at_revision(str(inside), "HEAD").is_file("app.py")
    assert "app.py" in staged(str(inside)).entries()
    empty = without(root) / "vendor" / "lib"
    assert DirectoryTree(str(empty)).tracked() is None
    for arguments in (["--staged"], ["--rev", "HEAD"]):
        assert cli.main([str(empty), *arguments]) == 2
        assert "is a submodule that is not checked out" in capsys.readouterr().err


def test_a_link_to_another_folder_is_no_submodule(root: Path, tmp_path: Path) -> None:
    commit = git(tmp_path / "lib", "rev-parse", "HEAD").strip()
    (root / "outside").symlink_to(tmp_path / "lib")
    git(root, "update-index", "--add", "--cacheinfo", f"{SUBMODULE},{commit},outside")
    assert staged(str(root)).entries("outside") == {}
    (root / "link").symlink_to(tmp_path)
    git(root, "update-index", "--add", "--cacheinfo", f"{SUBMODULE},{commit},link/lib")
    assert staged(str(root)).entries("link/lib") == {}


def test_a_check_after_it_came_finds_what_a_first_one_does(root: Path) -> None:
    (root / "Procfile").write_text("web: gunicorn --chdir vendor/lib app:application\n")
    git(root, "commit", "--quiet", "-am", "wrong")
    made = without(root)
    memory = QueryCache()
    target = targets()["rainbond-5"]

    def codes(memory: QueryCache | None) -> list[str]:
        report = check(DirectoryTree(str(made)), target, cache=memory)
        return [finding.code for finding in report.findings]

    assert codes(memory) == codes(None) == []
    clone(made, "-c", f"submodule.vendor/lib.url={root.parent / 'lib'}",
          "submodule", "--quiet", "update", "--init", "vendor/lib")  # fmt: skip
    assert codes(memory) == codes(None) == ["CMD003"]
    git(made, "submodule", "--quiet", "deinit", "--force", "vendor/lib")
    assert codes(memory) == codes(None) == []
