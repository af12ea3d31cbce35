"""Nothing bypasses the catalogue: in a language with other letters no English is left but code."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from checker.check.outcome import judged_plan
from checker.cli.completion import SHELLS
from checker.cli.main import COMMANDS, main
from checker.config.schema import KEYS
from checker.project.project import Project
from checker.reports.decisions import decisions
from checker.reports.formats import FOR_PEOPLE, FORMATS, write
from checker.reports.localising import localised
from checker.reports.output import Output
from checker.rules.codes import RULES
from checker.rules.page import EXAMPLES, page_of, sections
from checker.targets import Target, clauses, default_target, targets
from tests.cases import CaseTree, django_project, load
from tests.checking import check
from tests.languages.pseudo import PSEUDO, english_in, instead_of_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from checker.check.report import Report


@pytest.fixture(autouse=True)
def _pseudo() -> Iterator[None]:
    with instead_of_chinese():
        yield


@pytest.mark.parametrize("code", RULES)
def test_findings(code: str) -> None:
    left = {}
    for case in load(code, "reported"):
        target = targets()[case.get("target", default_target())]
        report = check(CaseTree(case), target, uncertain=True)
        for text in _said(localised(report, PSEUDO)):
            if english_in(text, _written(case)):
                left[text] = english_in(text, _written(case))
    assert not left


@pytest.mark.parametrize("code", RULES)
def test_plans(code: str) -> None:
    left = {}
    for case in [*load(code, "reported"), *load(code, "near-miss")][::4]:
        target = targets()[case.get("target", default_target())]
        for decision in decisions(judged_plan(Project(CaseTree(case), target))):
            name, value, because = map(PSEUDO.of, decision[:3])
            # What is started is code, unless something is said of it.
            said = "" if decision.name.startswith("start") and value == decision.value else value
            for text in (name, said, because):
                if english_in(text, _written(case)):
                    left[text] = english_in(text, _written(case))
    assert not left


@pytest.mark.parametrize("kind", [*FOR_PEOPLE, "comparison", "statistics"])
def test_reports(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words around the findings: heads, counts, asides."""
    monkeypatch.setenv("COLUMNS", "1000")
    names = ("rainbond-5", "rainbond-6-cnb", "heroku") if kind == "comparison" else ("rainbond-5",)
    left = {}
    for code in list(RULES)[::5]:
        for case in load(code, "reported")[:2]:
            reports = [("", check(CaseTree(case), targets()[name])) for name in names]
            stream = StringIO()
            write(kind, reports, Output(stream, color="never", language=PSEUDO))
            known = _written(case) + "".join(
                decision.value
                for _, report in reports
                for decision in decisions(judged_plan(report.project))
            )
            if kind == "concise":  # what editors recognise a line by
                known += "error warning info"
            for line in stream.getvalue().splitlines():
                if english_in(line, known) and not _is_excerpt(line):
                    left[line] = english_in(line, known)
    assert not left


MISTAKEN = (
    *("--format", "--fix=3", "--format=foo", "--target=rainbond5", "--nope", "--fixx", "/nope"),
    *("--select NOPE", "--fail-on x", "--timeout x", "--max-findings 0", "--group-by x", "chek"),
    *("--color x", "--output x", "--output full:/", "--rev zzz", "--fix --rev HEAD", "--config x"),
    *("--fix --diff", "--unsafe-fixes", "--index-url x", "--refresh", "--watch", "--jobs 3"),
    *("--write-baseline --rev HEAD", "--config x --isolated", "--stdin-filename", "--language"),
    *("explain", "explain NOPE", "targets x", "rules --format x", "plan --format x", "plan --fix"),
    *("init --diff --yes", "completion", "completion x", "lsp x", "fleet x", "fleet run"),
    *("fleet run /nope", "fleet top --store /nope", "fleet run --workers 0 x", "fleet query"),
)
"""Command lines with a mistake."""
HELPS = ("", "check", "plan", "rules", "explain", "targets", "config", "init", "lsp", "completion")
FLEET = ("", "run", "top", "breaks", "unknown", "failed", "diff", "query", "report")
CONFIGURED = (
    *("selct=[]", "target=3", 'target="x"', 'select="x"', "ignore=3", 'severity={"REQ001"="x"}'),
    *('fail-on="x"', 'timeout="x"', 'roots=["../x"]', "resolve=1"),
    *('exclude="x"', "language=3", 'language="xx"', "targets={x={}}", "x = "),
    *('targets={x={extends="nope"}}', 'targets={x={extends="rainbond-5",foo="9"}}', "a=1\na=2"),
    *('targets={x={extends="rainbond-5",python_default="9"}}', 'roots=["a","a"]', 'roots=["a"]'),
    *('per-file-ignores={"x"="y"}', "unknown-key=1", '["x"', 'target=["rainbond-5","zz"]'),
)
"""Configurations with a mistake."""
_TYPED = re.compile(r"\[[^\]]*\]|\{[^}]*\}|--?[a-z-]+(?: [A-Z]+)?|'[^']*'|^ {2}[a-z]+|pyspec-\w+")
"""Options, their values and sub-commands, which are typed as they are."""


@pytest.mark.parametrize("words", MISTAKEN)
def test_mistakes_of_a_command_line(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run([*words.split(), "--language", "zh"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("⟦")
    names = " ".join(
        [*FORMATS, *targets(), *SHELLS, *COMMANDS, "run, top, breaks, unknown, failed, diff"]
    )
    assert not english_in(_TYPED.sub("", said), f"{names} error, warning, info, never file, rule")


@pytest.mark.parametrize("words", [*HELPS, *(f"fleet {name}".strip() for name in FLEET)])
def test_helps(
    words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    assert _run([*words.split(), "--help", "--language=zh"]) == 0
    for line in capsys.readouterr().out.splitlines():
        assert not english_in(_TYPED.sub("", line), f"{words} LIST SQL"), line


@pytest.mark.parametrize("text", CONFIGURED)
def test_mistakes_of_a_configuration(
    text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "pyspec-check.toml").write_text(text)
    assert _run([str(tmp_path), "--language", "zh"]) == 2
    for line in capsys.readouterr().err.splitlines():
        known = " ".join(
            (*KEYS, *targets(), *Target._fields, "error warning info never true or false")
        )
        assert _is_excerpt(line) or not english_in(line, known), line


@pytest.mark.parametrize("words", ["targets", *(f"targets {name}" for name in targets()), "rules"])
def test_catalogues(
    words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    assert _run([*words.split(), "--language", "zh"]) == 0
    names = " ".join([*(rule.name for rule in RULES.values()), *clauses()])
    for target in targets().values():
        names += " ".join(map(str, target))
    for line in capsys.readouterr().out.splitlines():
        assert not english_in(line, names), line


@pytest.mark.parametrize("code", list(RULES)[::7])
def test_pages(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["explain", code, "--language", "zh"]) == 0
    lines = capsys.readouterr().out
    example = dict(sections(page_of(code)))
    known = "\n".join(line for head in EXAMPLES for line in example.get(head, ()))
    for line in lines.splitlines():
        assert not english_in(line, f"{known} {RULES[code].name}"), line


def _run(words: list[str]) -> object:
    try:
        return main(words)
    except SystemExit as ended:
        return ended.code


def _said(report: Report) -> Iterator[str]:
    for each in report.findings:
        yield from (each.message, each.help, *(words for _, words in each.related))
        yield each.fix.title if each.fix else ""
        yield each.fold.several if each.fold else ""


def _written(case: dict[str, Any]) -> str:
    """What the repository itself contains: names and text that may be quoted."""
    files = {**(django_project(case["settings"]) if "settings" in case else {})}
    files.update(case.get("files", {}))
    return "\n".join([*files, *map(str, files.values()), *case.get("tracked", ())])


def _is_excerpt(line: str) -> bool:
    return line.lstrip().lstrip("0123456789 ").startswith(("|", "│"))
