"""What SARIF says beyond its schema: links, new files, missing files, rules' pages."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from typing import Any

import pytest

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.messages import say
from checker.files.tree import MemoryTree
from checker.reports.formats import write
from checker.reports.output import Output
from checker.rules.codes import RULES
from checker.targets import targets
from tests.checking import check
from tests.reports.test_formats import ordinary, report_of, written


def results(*found: Finding, files: dict[str, bytes] | None = None) -> list[dict[str, Any]]:
    [run] = json.loads(written("sarif", ("", report_of(files or {}, *found))))["runs"]
    return list(run["results"])


def finding(message: str = "m", fix: Fix | None = None, **more: Any) -> Finding:
    at = more.pop("at", Location("Procfile", 0, 1))
    return Finding("GIT001", message, at, Severity.ERROR, fix=fix, **more)


def test_a_text_of_the_repository_is_no_link() -> None:
    [result] = results(finding("see [here](https://example.org) and [x](1)", help="a[0] (b)"))
    assert result["message"]["text"] == ("see [here\\](https://example.org) and [x\\](1)\na[0] (b)")


def test_a_new_file_is_an_insertion() -> None:
    create = FileStep("create", "runtime.txt")
    edits = (Edit("runtime.txt", 0, 0, "python-3.6.6\n"), Edit("Procfile", 0, 1, "x"))
    fix = Fix("create it", Applicability.UNSAFE, edits, (create,))
    [result] = results(finding(fix=fix), files={"Procfile": b"web"})
    [written_fix] = result["fixes"]
    start = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert written_fix["artifactChanges"] == [
        {
            "artifactLocation": {"uri": "runtime.txt", "uriBaseId": "%SRCROOT%"},
            "replacements": [
                {"deletedRegion": start, "insertedContent": {"text": "python-3.6.6\n"}}
            ],
        },
        {
            "artifactLocation": {"uri": "Procfile", "uriBaseId": "%SRCROOT%"},
            "replacements": [
                {"deletedRegion": {**start, "endColumn": 2}, "insertedContent": {"text": "x"}}
            ],
        },
    ]


@pytest.mark.parametrize(
    "steps",
    [
        (FileStep("rename", "procfile", "Procfile"),),
        (FileStep("delete", "Procfile"),),
        (FileStep("reencode", "Procfile", "utf-8"),),
        (FileStep("create", "requirements.txt"),),  # an empty file
        (FileStep("create", "a"), FileStep("rename", "b", "c")),
    ],
)
def test_what_cannot_be_said_is_left_out_whole(steps: tuple[FileStep, ...]) -> None:
    fix = Fix("t", Applicability.SAFE, (Edit("Procfile", 0, 0, "x"),), steps)
    [result] = results(finding(fix=fix), files={"Procfile": b"web"})
    assert "fixes" not in result


def test_a_missing_file() -> None:
    gone = Location("gone.txt")
    [result] = results(finding(at=gone, related=((gone, "here too"),)))
    # GitHub asks for a region of each result; that of a second place need not be made up.
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert result["relatedLocations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "gone.txt", "uriBaseId": "%SRCROOT%"}
    }


def test_every_rule_has_a_page_that_is_markdown_without_html() -> None:
    every = [Finding(code, "m", Location("a"), Severity.INFO) for code in RULES if code != "INT001"]
    [run] = json.loads(written("sarif", ("", report_of({}, *every))))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(every)
    for rule in rules:
        page = rule["help"]["markdown"]
        assert page.startswith(rule["shortDescription"]["text"])
        assert "**Why:** " in page
        prose = page.split("**Example:**")[0].split("`")[::2]
        assert not any("<" in part for part in prose), rule["id"]
        assert page.count("```") % 2 == 0
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")


def test_suppressed_findings_are_left_out() -> None:
    # GitHub would keep their alerts open.
    tree = MemoryTree({"requirements.txt": b"a==1\na==2 # pyspec: ignore[REQ006] known\n"})
    report = check(tree, targets()["rainbond-5"])
    assert report.suppressed == 1
    [run] = json.loads(written("sarif", ("", report)))["runs"]
    assert "REQ006" not in {result["ruleId"] for result in run["results"]}


def test_an_empty_run_says_that_it_ran() -> None:
    [run] = json.loads(written("sarif", ("", report_of({}))))["runs"]
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["columnKind"] == "unicodeCodePoints"


def test_the_ordinary_report_has_both_fixes() -> None:
    [run] = json.loads(written("sarif", ("", ordinary())))["runs"]
    assert ["fixes" in result for result in run["results"]] == [True, False, False, True]


def test_the_texts_are_in_the_other_languages_too() -> None:
    message = say("{path} is not in git", path="app.py")
    [run] = json.loads(written("sarif", ("", report_of({}, finding(message)))))["runs"]
    [translation] = run["translations"]
    assert (translation["language"], translation["contents"]) == ("zh-CN", ["localizedData"])
    [rule] = translation["rules"]
    assert rule["id"] == "GIT001"
    assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
    assert translation["properties"]["messages"] == {"{path} is not in git": "{path} 不在 git 里"}


def test_chinese_is_escaped_only_where_it_cannot_be_shown() -> None:
    text = 'see \\u4e2d "中" \x85 \U0001f600 \u202e'
    for encoding in ("utf-8", "ascii"):
        buffer = BytesIO()
        stream = TextIOWrapper(buffer, encoding=encoding, newline="\n")
        write("sarif", [("", report_of({}, finding(text)))], Output(stream, color="never"))
        stream.flush()
        data = buffer.getvalue()
        assert ("中".encode() in data) is (encoding == "utf-8")
        assert not any(sign.encode() in data for sign in "\x85\u202e\U0001f600")
        [result] = json.loads(data)["runs"][0]["results"]
        assert "\\u4e2d" in result["message"]["text"]
        assert "中" in result["message"]["text"]
