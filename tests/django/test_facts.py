"""The facts of a project: which manage.py, which versions, where things are."""

from __future__ import annotations

from checker.files.tree import MemoryTree
from checker.platform.django_facts import KNOWN, UNSET
from checker.platform.facts import django
from checker.project.project import Project
from checker.targets import targets
from tests.python.evaluating import HEAD, MANAGE


def project(files: dict[str, str], target: str = "rainbond-5") -> Project:
    return Project(
        MemoryTree({path: text.encode() for path, text in files.items()}), targets()[target]
    )


SITE = {
    "requirements.txt": "Django==4.2.7\n", "manage.py": MANAGE, "site_/__init__.py": "",
    "site_/settings.py": HEAD + "# 中文\nSTATIC_ROOT = '中' + BASE_DIR\n",
}  # fmt: skip


def test_a_project() -> None:
    facts = django(project(SITE))
    assert facts.manage_py == "manage.py"
    assert facts.django_version.version == (4, 2)
    assert facts.python_version.version == (3, 8)  # the oldest that has Django 4.2
    assert facts.settings_module == "site_.settings"
    assert facts.settings_module_at is not None
    assert facts.settings_module_at.path == "manage.py"
    assert [at.path for at in facts.chain] == ["manage.py", "site_/__init__.py",
        "site_/settings.py"]  # fmt: skip
    setting = facts.setting("STATIC_ROOT")
    assert setting.state == KNOWN
    assert setting.at is not None
    text = SITE["site_/settings.py"]
    assert text[setting.at.start : setting.at.end] == "STATIC_ROOT = '中' + BASE_DIR"
    assert setting.line == text.count("\n")
    assert facts.setting("MEDIA_ROOT")[:3] == ("MEDIA_ROOT", UNSET, "")
    assert facts.succeeds is True


def test_what_extras_bring() -> None:
    for named, succeeds in (
        ("django-storages\n", False),
        ("django-storages[boto3]\n", True),
        ("django-storages[imagined]\n", None),
    ):
        settings = SITE["site_/settings.py"] + "import boto3\n"
        files = {"requirements.txt": "Django==4.2.7\n" + named, "site_/settings.py": settings}
        assert django(project({**SITE, **files})).succeeds is succeeds


def test_without_a_manage_py() -> None:
    facts = django(project({"requirements.txt": "Flask\n", "app.py": ""}))
    assert facts.manage_py is None
    assert facts.succeeds is None
    assert facts.setting("STATIC_ROOT").state == "unknown"


def test_the_nearest_manage_py_is_taken() -> None:
    files = {"requirements.txt": "Django\n", "b/manage.py": "", "a/x/manage.py": "",
             "a/manage.py": ""}  # fmt: skip
    assert django(project(files)).manage_py == "a/manage.py"
    facts = django(project({"requirements.txt": "Django\n", "a/b/c/manage.py": ""}))
    assert facts.manage_py is None
    assert facts.manage_py_too_deep == "a/b/c/manage.py"


def test_versions() -> None:
    def version(requirements: str, target: str = "rainbond-5", runtime: str = "") -> object:
        files = {**SITE, "requirements.txt": requirements}
        if runtime:
            files["runtime.txt"] = runtime
        facts = django(project(files, target))
        return facts.django_version.version, facts.python_version.version

    assert version("django==2.2.28\n") == ((2, 2), (3, 6))
    assert version("Django\n") == ((3, 2), (3, 6))
    assert version("Django<3\n") == ((2, 2), (3, 6))
    assert version("Django>=1.11,<2.0\n") == ((1, 11), (3, 6))
    assert version("Django\n", runtime="python-2.7.17\n") == ((1, 11), (2, 7))
    assert version("Django\n", "rainbond-6") == ((4, 2), (3, 9))
    assert version("flask\n")[0] is None  # type: ignore[index]


def test_hostile_trees_never_raise() -> None:
    for text in ("", "\0", "\ufeff", "x" * 100_000, "(" * 10_000, "import manage\n", "\n" * 9_999):
        facts = django(project({**SITE, "manage.py": text}))
        assert "the tool failed" not in facts.because
        facts = django(project({**SITE, "site_/settings.py": text, "site_/__init__.py": text}))
        assert "the tool failed" not in facts.because
