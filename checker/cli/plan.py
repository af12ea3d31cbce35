"""`pyspec-check plan`: what the platform will do with each root."""

from __future__ import annotations

from checker.base.errors import eprint, unknown
from checker.base.messages import fill
from checker.base.text import printable
from checker.check.outcome import judged_plan
from checker.cli.check_parser import add_resolving, add_source, root_parser
from checker.cli.exit_codes import CLEAN
from checker.cli.options import completed
from checker.cli.roots import output_for, settings_for, tell_of_asking
from checker.project.project import Project
from checker.reports.formats.json_report import dumped
from checker.reports.plan_document import plan_document
from checker.reports.plan_table import write_plans


def main(words: list[str]) -> int:
    """Show what the platform will do with each root; the exit code is 0 whatever it is."""
    parser = root_parser("plan", "Show what the platform will do with each root, and why.")
    parser.add_argument("--format", metavar="NAME", default="full", help="full (default) or json")
    add_source(parser)
    add_resolving(parser)
    options = completed(parser.parse_args(words))
    if options.format not in ("full", "json"):
        raise unknown("format of a plan", options.format, ["full", "json"])
    roots = settings_for(options)
    found = [
        (settings.prefix, Project(settings.tree, target, settings.resolver))
        for settings in roots
        for target in settings.targets
    ]
    output = output_for(options)
    if options.format == "json":
        output.line(dumped(plan_document((project, judged_plan(project)) for _, project in found)))
    else:
        write_plans(found, output)
    tell_of_asking(roots)
    for prefix, problem in dict.fromkeys((p, project.tree.git_problem()) for p, project in found):
        if problem:
            eprint(
                fill(
                    "pyspec-check: warning: {prefix}: {problem}",
                    prefix=printable(prefix or "."),
                    problem=problem,
                )
            )
    return CLEAN
