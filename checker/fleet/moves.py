"""What a move from one target to another breaks, on what, and what it costs."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.fleet.questions import JUDGED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from checker.fleet.store import Store, Table

_MOVED = f"""{JUDGED}, pair AS (
    SELECT old.target AS old, new.target AS new, new.*
    FROM judged new JOIN judged old USING (repository, root)
    WHERE NOT old.broken AND old.target != new.target)
"""
"""Each root on each target, beside each other target on which it is not known to fail."""
_MOVES = f"""{_MOVED}
SELECT old, new, count(*) AS roots,
       count(*) FILTER (broken) AS broken,
       count(*) FILTER (broken AND certain_errors > 0 AND certain_errors = safely_fixable) AS fixed,
       count(*) FILTER (open) AS open,
       coalesce(sum(safely_fixable) FILTER (broken), 0)::BIGINT AS safely_fixable,
       coalesce(sum(certain_errors - safely_fixable) FILTER (broken), 0)::BIGINT AS by_hand,
       coalesce(sum(uncertain) FILTER (broken), 0)::BIGINT AS uncertain
FROM pair GROUP BY old, new
"""
CAUSES = f"""{_MOVED}, moved AS (
    SELECT repository, root FROM pair WHERE old = $old AND new = $new AND broken),
of_roots AS (
    SELECT repository, root, code, name, count(*) AS findings,
           count(*) FILTER (fix = 'safe') AS safely_fixable,
           count(*) OVER (PARTITION BY repository, root) codes
    FROM findings JOIN moved USING (repository, root)
    WHERE run = $run AND target = $new AND severity = 'error' AND certain
    GROUP BY repository, root, code, name)
SELECT code, name, count(*) AS roots, count(*) FILTER (codes = 1) AS on_this_alone,
       sum(findings)::BIGINT AS findings, sum(safely_fixable)::BIGINT AS safely_fixable
FROM of_roots GROUP BY code, name
ORDER BY roots DESC, on_this_alone DESC, code
"""


class Move(NamedTuple):
    """One move, in roots and in errors."""

    old: str
    """The target that is left."""
    new: str
    """The target that is moved to."""
    roots: int
    """Roots that are not known to fail on the old target."""
    broken: int
    """Those of them that fail on the new one."""
    fixed: int
    """Those of the broken ones of which `--fix` fixes every error."""
    open: int
    """Those of which nobody knows whether they work on the new target."""
    safely_fixable: int
    """Errors of the broken ones that `--fix` fixes."""
    by_hand: int
    """Errors of the broken ones that a person has to fix."""
    uncertain: int
    """Findings of the broken ones that are perhaps none."""


def moves(store: Store, run: int) -> dict[tuple[str, str], Move]:
    """Each pair of targets with at least one root that is not known to fail on the first."""
    found = [Move(*row) for row in store.rows(_MOVES, {"run": run})]
    return {(move.old, move.new): move for move in found}


def causes(store: Store, run: int, old: str, new: str) -> Table:
    """The rules that a move breaks roots on, the most roots first.

    `on_this_alone` counts the roots that break on this rule alone: they work once it is fixed.
    """
    return store.table(CAUSES, {"run": run, "old": old, "new": new})
