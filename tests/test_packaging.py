"""What a package index and a stranger see: addresses, versions, the changelog, the forms."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import checker
from scripts import check_changelog, set_release

pytest.importorskip("hatchling", reason="it builds the package")
from hatch_build import FILES, REPOSITORY, on_index

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOP = Path(__file__).parent.parent


def test_the_addresses_are_those_of_the_product() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    site = re.findall(r"^site_url: (\S+)$", text_of("mkdocs.yml"), re.MULTILINE)
    assert project["urls"].pop("Documentation") == site[0]
    assert all(url.startswith(checker.HOMEPAGE) for url in project["urls"].values())
    linked = re.findall(r"https://[\w.-]+\.github\.io[^)\s]*", text_of("README.md"))
    assert linked
    assert all(address.startswith(site[0]) for address in linked)


def test_the_changelog_has_the_version_and_what_comes_next() -> None:
    text = (TOP / "CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", text, re.MULTILINE)
    assert heads[0] == ("Unreleased", "")
    assert checker.__version__ in dict(heads)
    assert all(date for name, date in heads if name != "Unreleased")
    for name, _ in heads:
        assert re.search(
            rf"^\[{re.escape(name)}\]: {re.escape(checker.HOMEPAGE)}", text, re.MULTILINE
        )


@pytest.mark.parametrize("path", sorted((TOP / ".github" / "ISSUE_TEMPLATE").glob("*.yml")))
def test_forms_ask_for_what_decides(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    if path.name == "config.yml":
        assert all(link["url"].startswith(checker.HOMEPAGE) for link in form["contact_links"])
        return
    asked = {part["id"] for part in form["body"]}
    assert {"config", "repository"} <= asked


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)


def text_of(path: str) -> str:
    return (TOP / path).read_text("utf-8")


def test_the_page_on_the_index_has_no_relative_address() -> None:
    page = on_index(text_of("README.md"), "1.2.3")
    addresses = re.findall(r"\]\(([^)]+)\)", page)
    assert len(addresses) > 90
    ours = [address for address in addresses if "pyspec-check/pyspec-check" in address]
    assert all(address.startswith(("https://", "#")) for address in addresses)
    for address in ours:
        path = address.partition("/v1.2.3/")[2].partition("#")[0]
        assert (TOP / path).exists(), address
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page)
    assert pictures
    assert all(address.startswith(f"{FILES}/v1.2.3/") for address in pictures)


def test_what_is_made_absolute() -> None:
    assert on_index("[a](docs/x.md#y) ![b](./p.svg)", "1.0") == (
        f"[a]({REPOSITORY}/blob/v1.0/docs/x.md#y) ![b]({FILES}/v1.0/p.svg)"
    )
    for same in ("[a](https://x.example/)", "[a](#b)", "```\n[a](docs/x.md)\n```", "a[0](x y)"):
        assert on_index(same, "1.0") == same


def test_the_tags_of_the_documents_are_those_of_a_release() -> None:
    """The newest release of the changelog, whose tag `rev:` and `uses:` can name."""
    releases = re.findall(r"^## \[(\d[^\]]*)\] - ", text_of("CHANGELOG.md"), re.MULTILINE)
    said = []
    for path in [TOP / "README.md", *(TOP / "docs").rglob("*.md")]:
        text = path.read_text("utf-8")
        after = r"repo: https://github.com/pyspec-check/pyspec-check\s+rev: (\S+)"
        said += re.findall(after, text) + re.findall(
            r"uses: pyspec-check/pyspec-check@(\S+?)`?[),\s]", text
        )
    assert len(said) >= 3
    assert set(said) == {f"v{releases[0]}"}


def test_a_release_is_prepared() -> None:
    """What `set_release` makes of the real files is what the release's checks ask for."""
    text = text_of("CHANGELOG.md").replace(
        "## [Unreleased]\n", "## [Unreleased]\n\n### Added\n\n- One.\n", 1
    )
    text = set_release.with_head(text, checker.__version__, "9.8.7", "2099-01-02")
    assert check_changelog.release_problems("v9.8.7", "9.8.7", text) == []
    old = rf"(?<![\d.=]){re.escape(checker.__version__)}(?!\d)"
    for path in ("README.md", "docs/index.md", "docs/ci.md", "templates/pyspec-check.yml"):
        changed = set_release.with_tag(text_of(path), checker.__version__, "9.8.7")
        assert "v9.8.7" in changed, path
        assert not re.search(old, changed.replace(f"v{checker.__version__}", checker.__version__))
    assert set_release.with_tag("gunicorn==20.1.0 rev: v0.1.01", "0.1.0", "9.8.7") == (
        "gunicorn==20.1.0 rev: v0.1.01"
    )


def test_the_version_is_in_one_place() -> None:
    version = re.compile(rf"(?<![\d.]){re.escape(checker.__version__)}(?![\d.])")
    for path in ("pyproject.toml", "action.yml", "Dockerfile", ".pre-commit-hooks.yaml"):
        assert not version.search(text_of(path)), path


UNRELEASED = (
    "## [Unreleased]\n\n### Added\n\n- One.\n\n## [0.1.0] - 2026-08-21\n\nFirst.\n\n[x]: y\n"
)
RELEASED = UNRELEASED.replace("## [0.1.0]", "## [0.2.0] - 2026-12-01\n\n## [0.1.0]")
MORE = UNRELEASED.replace("- One.", "- One.\n- Two.")


@pytest.mark.parametrize(
    ("changed", "after", "messages", "missing"),
    [
        (["checker/cli/main.py"], UNRELEASED, "Say more\n", True),
        (["checker/cli/main.py"], MORE, "Say more\n", False),
        (["checker/cli/main.py"], UNRELEASED, "Rename\n\nChangelog: none\n", False),
        (["checker/cli/main.py"], UNRELEASED, "No line `Changelog: none` here\n", True),
        (["action.yml"], UNRELEASED, "", True),
        (["tests/test_rules.py", "docs/ci.md", "scripts/fuzz.py"], UNRELEASED, "", False),
        (["checker/data/compiled/stdlib.py"], UNRELEASED, "", False),
        (["checker/data/programs.toml"], UNRELEASED, "", True),
        (["checker/__init__.py"], RELEASED, "", False),
        ([], UNRELEASED, "", False),
    ],
)  # fmt: skip
def test_what_users_see_needs_a_line(
    changed: list[str], after: str, messages: str, missing: bool
) -> None:
    assert bool(check_changelog.missing_line(changed, UNRELEASED, after, messages)) is missing


def test_a_release_agrees_with_its_tag() -> None:
    done = UNRELEASED.replace("### Added\n\n- One.\n\n", "")
    problems = check_changelog.release_problems
    assert problems("v0.1.0", "0.1.0", done) == []
    assert "the tag is v0.1.1" in problems("v0.1.1", "0.1.0", done)[0]
    assert "says nothing of 0.2.0" in problems("v0.2.0", "0.2.0", done)[0]
    assert "unreleased" in problems("v0.1.0", "0.1.0", UNRELEASED)[0]
    assert "no date" in problems("v0.1.0", "0.1.0", done.replace(" - 2026-08-21", ""))[0]
    assert check_changelog.part(UNRELEASED, "0.1.0") == "First."
    assert check_changelog.part(text_of("CHANGELOG.md"), "0.1.0")


def workflows() -> list[Path]:
    return sorted((TOP / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", workflows(), ids=lambda path: path.stem)
def test_workflows_are_pinned_and_may_do_little(path: Path) -> None:
    text = path.read_text("utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_one_action_has_one_version() -> None:
    pins: dict[str, set[str]] = {}
    for path in workflows():
        for action, pin in re.findall(r"uses: (\S+?)@(.+)", path.read_text("utf-8")):
            pins.setdefault(action, set()).add(pin)
    assert all(len(found) == 1 for found in pins.values()), pins


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        *[("github-workflows", f".github/workflows/{path.name}") for path in workflows()],
        ("dependabot", ".github/dependabot.yml"),
        ("github-actions", "action.yml"),
    ],
)
def test_files_of_github_are_what_their_schemas_say(schema: str, path: str) -> None:
    pytest.importorskip("check_jsonschema", reason="it brings the schemas of these files")
    words = ["--builtin-schema", f"vendor.{schema}", str(TOP / path)]
    command = [sys.executable, "-m", "check_jsonschema", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_are_what_pre_commit_reads() -> None:
    pytest.importorskip("pre_commit", reason="its own validators are asked")
    for kind in ("config", "manifest"):
        name = {"config": ".pre-commit-config.yaml", "manifest": ".pre-commit-hooks.yaml"}[kind]
        command = [sys.executable, "-m", "pre_commit", f"validate-{kind}", str(TOP / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "[WARNING]" not in done.stdout + done.stderr
    config = yaml.safe_load(text_of(".pre-commit-config.yaml"))
    [own] = [hook for hook in config["repos"][0]["hooks"] if hook["id"] == "pyspec-check"]
    words = own["entry"].split()[1:]
    done = run(sys.executable, *words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_own_hook_runs(tmp_path: Path) -> None:
    """As pre-commit starts it; the hooks of other repositories would have to be fetched."""
    pytest.importorskip("pre_commit", reason="it starts the hook")
    if not (TOP / ".git").exists():
        pytest.skip("pre-commit works in a checkout of git alone")
    config = yaml.safe_load(text_of(".pre-commit-config.yaml"))
    local = {"repos": [repo for repo in config["repos"] if repo["repo"] == "local"]}
    (tmp_path / "config.yaml").write_text(yaml.safe_dump(local), "utf-8")
    words = ("run", "pyspec-check", "--all-files", "--config", str(tmp_path / "config.yaml"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "pre_commit", *words]
    done = subprocess.run(
        command, cwd=TOP, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


@pytest.mark.skipif(shutil.which("zizmor") is None, reason="zizmor is not installed")
def test_zizmor_has_nothing_to_say() -> None:
    options = ("--offline", "--no-progress", "--persona=pedantic")
    done = run("zizmor", *options, ".github", "action.yml")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("hadolint") is None, reason="hadolint is not installed")
def test_hadolint_has_nothing_to_say() -> None:
    done = run("hadolint", "Dockerfile")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_image_is_small_and_no_root() -> None:
    text = text_of("Dockerfile")
    assert re.search(r"^USER [1-9]\d*(:\d+)?$", text, re.MULTILINE)
    assert len(re.findall(r"^FROM \S+-slim", text, re.MULTILINE)) == 2
    assert "install --yes --no-install-recommends git" in text
    admitted = {line[1:] for line in text_of(".dockerignore").splitlines() if line[0] == "!"}
    copied = re.search(r"^COPY (pyproject.*) \./$", text, re.MULTILINE)
    assert copied
    assert admitted == {*copied[1].split(), "checker", "man"}
