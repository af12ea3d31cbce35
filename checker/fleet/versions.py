"""The versions of the workers: what another one would answer is not what this one was asked."""

from __future__ import annotations

import pydoc

from checker import __version__
from checker.base.errors import UsageError
from checker.base.messages import fill
from checker.base.text import printable
from checker.fleet.batch import OtherVersionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from distributed import Client

OTHER = (
    "`{worker}` runs pyspec-check {theirs}, and this is {ours}; install the same version on every "
    "worker"
)
MISSING = (
    "`{worker}` does not have pyspec-check; on every worker, run "
    "`pip install 'pyspec-check[fleet]=={ours}'`"
)
LATER = (
    "a worker that joined later does not have this pyspec-check; on every worker, run "
    "`pip install 'pyspec-check[fleet]=={ours}'`"
)


def must_be_the_same(client: Client) -> None:
    """Do nothing if every worker runs this version.

    Workers are asked through the standard library: of another version nothing else is known.

    Raises:
        UsageError: where one does not.
    """
    found = client.run(pydoc.locate, "checker.__version__", on_error="return")
    for worker, theirs in sorted(found.items()):
        if theirs != __version__:
            known = isinstance(theirs, str)
            raise UsageError(
                fill(
                    OTHER if known else MISSING,
                    worker=printable(worker),
                    theirs=printable(theirs) if known else "",
                    ours=__version__,
                )
            )


def other_version(error: BaseException) -> str:
    """What is wrong with a worker that came later and cannot read what it is sent."""
    if isinstance(error, OtherVersionError):
        worker, theirs = error.args
        return fill(OTHER, worker=printable(worker), theirs=printable(theirs), ours=__version__)
    return fill(LATER, ours=__version__)
