"""Code actions, hover and completion: what is asked of a place, handed to those who know."""

from __future__ import annotations

import os

from lsprotocol import types

from checker.base.findings import Applicability
from checker.base.messages import Message, fill
from checker.base.typed import TypeVar
from checker.editor.actions.code_actions import (
    ALL,
    FIX_ALL,
    QUICK_FIX,
    code_actions,
    fix_all_action,
)
from checker.editor.actions.workspace_edits import CANNOT
from checker.editor.lsp import convert
from checker.editor.lsp.uris import path_of, uri_of
from checker.editor.session.checking import breaking, checked
from checker.fixes.loop import is_fixable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.base.findings import Finding
    from checker.check.report import Report
    from checker.editor.actions.code_actions import Action
    from checker.editor.lsp.server import Server
    from checker.editor.session.results import Result
    from checker.files.tree import Tree
    from checker.project.incremental import QueryCache

_T = TypeVar("_T")
_TRIGGERS = [":", "-", "=", " ", ".", "$", "{", "/"]
"""Characters after which something may be offered that was not before."""


def register(server: Server) -> None:
    """Offer them to the client."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
        ),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        path = path_of(params.text_document.uri)
        if path is None:
            return []
        await server.current(path)
        return await server.aside(lambda: _code_actions(server, path, params))

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        uri = action.data.get("root") if isinstance(action.data, dict) else None
        root = path_of(uri) if isinstance(uri, str) else None
        if action.edit is None and root is not None:
            await server.current(os.path.join(root, ""))
            result = server.session.result_of(root)
            if result is not None:
                found = await server.aside(lambda: _fix_all(server, result))
                action.edit = found and server.editor.edit(result, found.fix)
        return action

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await _at(server, params, _hover)

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS)
    )
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        return await _at(server, params, _completions)


async def _at(
    server: Server,
    params: types.HoverParams | types.CompletionParams,
    told: Callable[[Server, str, types.Position], _T | None],
) -> _T | None:
    """What is told of a place, once the file is checked as it is now."""
    path = path_of(params.text_document.uri)
    if path is None:
        return None
    await server.current(path)
    return await server.aside(lambda: told(server, path, params.position))


def _code_actions(
    server: Server, path: str, params: types.CodeActionParams
) -> list[types.CodeAction]:
    only = params.context.only
    found: list[types.CodeAction] = []
    touched: dict[int, tuple[Result, list[Any]]] = {}
    for result, note in server.session.notes(path):
        if _touch(server.writer.marked(result, note), params.range):
            touched.setdefault(id(result), (result, []))[1].append(note)
    for result, notes in touched.values() if _wanted(QUICK_FIX, only) else ():
        if result.report is None:
            continue
        config = result.settings.config if result.settings else None
        findings = _told(result, [note.finding for note in notes])
        actions = code_actions(result.report, "", 0, 0, config=config, findings=findings)
        shown = {
            id(finding): server.writer.diagnostic(result, note)
            for finding, note in zip(findings, notes, strict=True)
        }
        if any(action.preferred for action in actions):
            more = _fix_all(server, result, result.relative(path))
            actions += [] if more is None else [more]
        for action in actions:
            solved = [shown[id(each)] for each in action.findings if id(each) in shown]
            found += _quick_fix(server, result, action, solved)
    if _wanted(FIX_ALL, only):
        for result in server.session.results_for(path):
            found += _fix_all_action(server, result)
    return found


def _told(result: Result, findings: list[Finding]) -> list[Finding]:
    """The findings, their fixes with the name of another target that they would break."""
    report, settings = result.report, result.settings
    if report is None or settings is None or not report.parts:
        return findings
    broken = breaking(report, findings, settings.requests())
    told: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is not None and fix in broken:
            why = broken[fix]
            target = why.fields["target"] if isinstance(why, Message) else ""
            fix = fix._replace(
                title=fill("{title}; breaks {target}", title=fix.title, target=target),
                applicability=Applicability.UNSAFE,
            )
        told.append(finding._replace(fix=fix))
    return told


def _quick_fix(
    server: Server, result: Result, action: Action, solved: list[types.Diagnostic]
) -> list[types.CodeAction]:
    edit = server.editor.edit(result, action.fix)
    if edit is None and not server.writer.shows_disabled:
        return []
    language = server.writer.language
    return [
        types.CodeAction(
            language.of(action.title),
            action.kind,
            diagnostics=solved,
            is_preferred=action.preferred or None,
            edit=edit,
            disabled=None if edit else types.CodeActionDisabled(language.of(CANNOT)),
        )
    ]


def _fix_all_action(server: Server, result: Result) -> list[types.CodeAction]:
    """The action, with its edit only where the client does not ask for that later."""
    found = result.report.findings if result.report else ()
    safe = [each.fix for each in found if each.fix and is_fixable(each.fix, unsafe=False)]
    if not any(server.editor.can(fix) for fix in safe):
        return []
    action = types.CodeAction(
        server.writer.language.of(ALL), FIX_ALL, data={"root": uri_of(result.root)}
    )
    if not server.writer.resolves:
        made = _fix_all(server, result)
        action.edit = made and server.editor.edit(result, made.fix)
        if action.edit is None:
            return []
    return [action]


def _fix_all(server: Server, result: Result, path: str = "") -> Action | None:
    """All safe fixes of a root, or of one of its files; worked out once for each result."""
    for known, where, action in server.fixed:
        if known is result and where == path:
            return action
    action = _worked_out(server, result, path)
    server.fixed.append((result, path, action))
    return action


def _worked_out(server: Server, result: Result, path: str) -> Action | None:
    report, settings = result.report, result.settings
    if report is None or settings is None:
        return None

    caches: dict[str, QueryCache] = {}

    def check(tree: Tree) -> Report:
        report, _ = checked(settings.requests(), tree, caches)
        # What the client can't apply would take the rest along.
        findings = tuple(
            each if each.fix is None or server.editor.can(each.fix) else each._replace(fix=None)
            for each in report.findings
        )
        return report._replace(findings=findings)

    return fix_all_action(report, check, path)


def _wanted(kind: str, only: Any) -> bool:
    return not only or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)


def _touch(one: types.Range, other: types.Range) -> bool:
    def key(place: types.Position) -> tuple[int, int]:
        return place.line, place.character

    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)


def _hover(server: Server, path: str, place: types.Position) -> types.Hover | None:
    result = server.session.result_for(path)
    columns = server.writer.columns(result, path) if result else None
    if result is None or result.report is None or columns is None:
        return None
    offset = columns.offset(convert.spot(place))
    report = result.report
    from checker.editor.hover.dispatch import hover  # noqa: PLC0415  gate: until one is asked for

    found = hover(report.project, report, result.relative(path), offset, server.writer.language)
    if found is None:
        return None
    return server.writer.hover(result, path, found)


def _completions(server: Server, path: str, place: types.Position) -> types.CompletionList | None:
    result = server.session.result_for(path)
    columns = server.writer.columns(result, path) if result else None
    if result is None or result.report is None or columns is None:
        return None
    offset = columns.offset(convert.spot(place))
    others = [part.project for part in result.report.parts[1:]]
    from checker.editor.completion.dispatch import (  # noqa: PLC0415  gate: until one is asked for
        completions,
    )

    found = completions(result.report.project, result.relative(path), offset, others)
    items = [server.writer.completion(result, path, item) for item in found]
    return types.CompletionList(is_incomplete=True, items=items)
