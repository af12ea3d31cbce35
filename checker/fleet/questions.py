"""What operators ask of a fleet, each question one statement; and what two runs differ in.

Without plans (`--no-plans`) nothing was asked about builds and starts: `builds` and its reason are
both empty then, and such a root counts by its findings alone.
"""

from __future__ import annotations

import json

from checker.base.errors import UsageError, unknown
from checker.base.messages import fill, listed
from checker.base.text import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.fleet.store import Store, Table

JUDGED = """
WITH judged AS (
    SELECT *,
           certain_errors > 0 OR coalesce(builds = false, false) OR coalesce(starts = false, false)
               AS broken,
           NOT broken AND (builds IS NULL AND build_because IS NOT NULL
                           OR starts IS NULL
                              AND coalesce(start_because, '') NOT IN ('', 'nothing is started')
                           OR errors > 0 OR len(not_judged) > 0) AS open
    FROM roots WHERE run = $run)
"""
"""Which roots fail, and of which nobody knows; one with a worker and no web process starts
nothing, and that is known."""
_TOP = """
SELECT code, name, severity,
       count(DISTINCT repository) AS repositories,
       count(*) AS findings,
       count(*) FILTER (fix = 'safe') AS safely_fixable,
       count(*) FILTER (NOT certain) AS uncertain
FROM findings WHERE run = $run AND target = $target
GROUP BY code, name, severity
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
         repositories DESC, findings DESC, code
"""
_GRAVEST = """
WITH each AS (
    SELECT code, name, repository, min(CASE severity WHEN 'error' THEN 0 ELSE 1 END) rank
    FROM findings WHERE run = $run AND target = $target AND severity != 'info'
    GROUP BY code, name, repository),
rules AS (
    SELECT code, name, count(*) FILTER (rank = 0) AS errors, count(*) AS repositories
    FROM each GROUP BY code, name ORDER BY errors DESC, repositories DESC, code LIMIT $most)
SELECT code || ' ' || name, errors, repositories - errors FROM rules
ORDER BY errors DESC, repositories DESC, code
"""
_BREAKS = f"""{JUDGED}, outcome AS (
    SELECT repository, root, target, broken, certain_errors, safely_fixable, uncertain,
           coalesce(CASE WHEN builds = false THEN build_because
                         WHEN starts = false THEN start_because END,
                    (SELECT min_by(message, number) FROM findings f
                     WHERE f.run = r.run AND f.repository = r.repository AND f.root = r.root
                       AND f.target = r.target AND severity = 'error' AND certain)) AS because
    FROM judged r)
SELECT new.repository, new.root, new.certain_errors AS errors,
       new.safely_fixable, new.certain_errors - new.safely_fixable AS by_hand, new.because
FROM outcome new JOIN outcome old USING (repository, root)
WHERE old.target = $old AND new.target = $new AND new.broken AND NOT old.broken
ORDER BY by_hand, errors, repository, root
"""
_UNKNOWN = f"""{JUDGED}
SELECT repository, root, target,
       CASE WHEN builds IS NULL THEN build_because
            WHEN starts IS NULL THEN start_because END AS because,
       uncertain, len(not_judged) AS rules_not_run
FROM judged WHERE target = $target AND open
ORDER BY repository, root
"""
_FAILED = """
SELECT repository, reason FROM repositories
WHERE run = $run AND state = 'failed' ORDER BY reason, repository
"""
_DIFF = """
WITH old AS (
    SELECT repository, root, target, fingerprint, code, severity, path, line, message
    FROM {old}findings JOIN {old}repositories USING (run, repository) WHERE run = $old),
new AS (
    SELECT repository, root, target, fingerprint, code, severity, path, line, message
    FROM findings JOIN repositories USING (run, repository) WHERE run = $new),
both_seen AS (
    SELECT repository FROM {old}repositories WHERE run = $old AND state = 'checked'
    INTERSECT SELECT repository FROM repositories WHERE run = $new AND state = 'checked')
SELECT CASE WHEN old.code IS NULL THEN 'new' WHEN new.code IS NULL THEN 'gone'
            ELSE 'changed' END AS change,
       coalesce(new.repository, old.repository) AS repository,
       coalesce(new.root, old.root) AS root, coalesce(new.target, old.target) AS target,
       coalesce(new.code, old.code) AS code, coalesce(new.severity, old.severity) AS severity,
       coalesce(new.path, old.path) AS path, coalesce(new.line, old.line) AS line,
       coalesce(new.message, old.message) AS message
FROM old FULL JOIN new USING (repository, root, target, fingerprint)
WHERE coalesce(new.repository, old.repository) IN (SELECT repository FROM both_seen)
  AND (old.code IS NULL OR new.code IS NULL OR old.severity != new.severity
       OR old.message != new.message)
ORDER BY change, code, repository, root, path, line, message
"""

_OUTCOMES = f"""{JUDGED}
SELECT target, CASE WHEN broken THEN 'fails' WHEN open THEN 'not known' ELSE 'works' END AS outcome,
       count(*) AS roots
FROM judged GROUP BY target, outcome ORDER BY target, outcome
"""
_MATRIX = f"""{JUDGED}
SELECT target, count(*) AS roots,
       count(*) FILTER (NOT broken AND NOT open) AS works,
       count(*) FILTER (open) AS not_known,
       count(*) FILTER (broken) AS fails,
       count(*) FILTER (builds = false) AS build_fails,
       count(*) FILTER (starts = false) AS start_fails,
       sum(safely_fixable)::BIGINT AS errors_fixed_by_fix,
       sum(certain_errors - safely_fixable)::BIGINT AS errors_by_hand,
       sum(uncertain)::BIGINT AS uncertain
FROM judged GROUP BY target ORDER BY target
"""
_REASONS = """
SELECT build_because FROM roots WHERE run = $run AND build_because IS NOT NULL
UNION SELECT start_because FROM roots WHERE run = $run AND start_because IS NOT NULL
UNION SELECT reason FROM repositories WHERE run = $run AND state = 'failed'
UNION SELECT message FROM findings WHERE run = $run AND severity = 'error' AND certain
"""


def newest_run(store: Store) -> int:
    """The number of the last run.

    Raises:
        UsageError: where there is none.
    """
    found: int | None = store.rows("SELECT max(run) FROM runs")[0][0]
    if found is None:
        raise UsageError(f"`{printable(store.path)}` contains no run")
    return found


def must_exist(store: Store, run: int, hint: str = "") -> None:
    """Do nothing for a run of the store.

    Raises:
        UsageError: for any other number, with the hint.
    """
    if not store.rows("SELECT 1 FROM runs WHERE run = ?", [run]):
        more = f"; {hint}" if hint else ""
        raise UsageError(f"there is no run {run} in `{printable(store.path)}`{more}")


def targets_of(store: Store, run: int) -> list[str]:
    """The targets that a run has checked against, in the order in which they were asked for."""
    statement = "SELECT DISTINCT target FROM roots WHERE run = ? ORDER BY target"
    found = [row[0] for row in store.rows(statement, [run])]
    asked = store.rows("SELECT asked->>'target' FROM runs WHERE run = ?", [run])
    named = [name.strip() for name in (asked[0][0] or "").split(",")] if asked else []
    return sorted(found, key=lambda name: named.index(name) if name in named else len(named))


def one_target(store: Store, run: int, name: str) -> str:
    """The target that is asked about: the only one, or the one that is named.

    Raises:
        UsageError: where that was not checked, or several were and none is named.
    """
    known = targets_of(store, run)
    if name in known:
        return name
    if name:
        raise unknown("target", name, known)
    if len(known) > 1:
        raise UsageError(
            fill("name one of the targets with --target: {names}", names=listed(known))
        )
    if not known:
        raise UsageError(f"`{printable(store.path)}` contains no root")
    return known[0]


def top(store: Store, run: int, target: str) -> Table:
    """The rules that most repositories break, the errors first."""
    return store.table(_TOP, {"run": run, "target": target})


def gravest(store: Store, run: int, target: str, most: int) -> list[tuple[str, str, int]]:
    """So many rules that most repositories break: rule, severity, number of repositories.

    A repository counts once for each rule, by the gravest severity that the rule has in it.
    """
    asked = {"run": run, "target": target, "most": most}
    return [
        (rule, severity, number)
        for rule, *numbers in store.rows(_GRAVEST, asked)
        for severity, number in zip(("error", "warning"), numbers, strict=True)
        if number
    ]


def breaks(store: Store, run: int, old: str, new: str) -> Table:
    """What one target accepts and another one does not, the least work first."""
    return store.table(_BREAKS, {"run": run, "old": old, "new": new})


def not_known(store: Store, run: int, target: str) -> Table:
    """The roots of which the outcome is open, and why."""
    return store.table(_UNKNOWN, {"run": run, "target": target})


def failed(store: Store, run: int) -> Table:
    """The repositories that were not checked, and why."""
    return store.table(_FAILED, {"run": run})


def columns_of(store: Store, run: int) -> dict[str, dict[str, Any]]:
    """What the list says of each repository of which it says anything, by column."""
    statement = "SELECT repository, columns FROM repositories WHERE run = ? AND columns != '{}'"
    return {name: json.loads(columns) for name, columns in store.rows(statement, [run])}


def with_columns(store: Store, run: int, table: Table) -> Table:
    """A table of repositories with what the list says of each: its columns, behind the root.

    A column that has the name of one of the table's is called `list_NAME`.
    """
    names, rows = table
    if "repository" not in names:
        return table
    known = columns_of(store, run)
    keys = list(dict.fromkeys(key for columns in known.values() for key in columns))
    if not keys:
        return table
    at = names.index("root" if "root" in names else "repository") + 1
    place = names.index("repository")
    added = [f"list_{key}" if key in names else key for key in keys]
    empty: dict[str, Any] = {}
    wider = []
    for row in rows:
        own = known.get(row[place], empty)
        wider.append((*row[:at], *(own.get(key) for key in keys), *row[at:]))
    return [*names[:at], *added, *names[at:]], wider


def reasons(store: Store, run: int) -> list[str]:
    """Why roots fail or are open, and why repositories were not checked, each sentence once."""
    return [row[0] for row in store.rows(_REASONS, {"run": run})]


def counts(store: Store, run: int) -> dict[str, int]:
    """How many there are of what, the largest things first."""
    states = dict(
        store.rows("SELECT state, count(*) FROM repositories WHERE run = ? GROUP BY state", [run])
    )
    roots, targets = store.rows(
        "SELECT count(DISTINCT (repository, root)), count(DISTINCT target) FROM roots "
        "WHERE run = ?",
        [run],
    )[0]
    findings = store.rows("SELECT count(*) FROM findings WHERE run = ?", [run])[0][0]
    results = dict.fromkeys(("fails", "not known"), 0)
    for _, outcome, number in outcomes(store, run):
        if outcome in results:
            results[outcome] += number
    return {
        "repositories": states.get("checked", 0),
        "roots": roots,
        "targets": targets,
        **(results if targets == 1 else {}),
        "findings": findings,
        "not checked": states.get("failed", 0),
    }


def outcomes(store: Store, run: int) -> list[tuple[str, str, int]]:
    """How many roots work, fail or are open: target, outcome, number."""
    return _as_asked(store, run, store.rows(_OUTCOMES, {"run": run}))


def matrix(store: Store, run: int) -> Table:
    """What each target does with the roots."""
    names, rows = store.table(_MATRIX, {"run": run})
    return names, _as_asked(store, run, rows)


def _as_asked(store: Store, run: int, rows: list[Any]) -> list[Any]:
    """Rows that begin with a target, in the order of the targets."""
    targets = targets_of(store, run)
    return sorted(rows, key=lambda row: targets.index(row[0]))


def difference(store: Store, old: int, new: int, other: str = "") -> Table:
    """The findings that only one of two runs has, of repositories that both have checked.

    Args:
        store: where the newer run is.
        old: the older run.
        new: the newer one.
        other: another database that holds the older one; empty: the same.
    """
    if other:
        store.attach(other)
    statement = _DIFF.replace("{old}", "other." if other else "")
    return store.table(statement, {"old": old, "new": new})
