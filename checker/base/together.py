"""Which modules are loaded together, each after those that it imports.

Written by scripts.write_together from what the examples load. A module that is missing here is
imported as ever.
"""


def _named(text: str) -> tuple[str, ...]:
    return tuple("checker." + name for name in text.split())


EVERY_RUN = _named("""
cli base.loading base.regex base.text base.messages base.errors cli.exit_codes base.typed
cli.streams cli.main
""")
"""What each run of the command loads."""

EVERY_CHECK = _named("""
check base.budget base.enums base.records base.findings rules platform base.caching platform.builder
project project.query platform.objections rules.codes data data.not_distributions data.os_packages
data.stdlib files files.values parsers base.spans parsers.characters parsers.runtime
platform.detection platform.django_facts platform.files platform.manage_py platform.facts
platform.python_version platform.values reachable python python.names python.names.bindings
python.names.resolve_module python.names.bindings_of python.names.module_cache
python.names.resolve_name data.releases parsers.requirements.decoding parsers.requirements.lines
parsers.requirements.values parsers.requirements.options parsers.requirements.scanner
parsers.requirements.syntax parsers.requirements.requirement_line parsers.requirements.reading
parsers.requirements python.names.imported reachable.certainty python.names.imports python.syntax
python.syntax.prefilter reachable.never_there reachable.text_facts reachable.source_scan
reachable.attributes platform.environment platform.plan start platform.procfile targets
platform.python_releases parsers.shell.values parsers.shell.reader parsers.shell start.environment
start.processes start.servers start.options start.servers.addresses start.servers.service
start.servers.table start.servers.reading start.services start.walk start.command
reachable.entry_points reachable.values reachable.reachable reachable.sources rules.shared
rules.shared.lfs rules.start data.option_releases data.programs python.names.hints start.importing
rules.start.needs rules.needs rules.registry check.engine check.report check.request
parsers.procfile project.project check.pipeline config config.overrides cli.options files.roots
files.tree cli.place config.values config.locate rules.selection config.settings reports
reports.view reports.output cli.roots reports.summary reports.formats cli.check data.compiled
data.compiled.targets platform.slug platform.rainbond platform.rainbond.rainbondfile
platform.rainbond.detection platform.rainbond.package_manager platform.rainbond.console
platform.rainbond.runtime platform.terms platform.rainbond.builder platform.yaml_fast_path
platform.slug.processes platform.slug.procfile platform.slug.procfile_lines platform.slug.builder
data.compiled.platform_only rules.requirements data.conflicts data.namesakes
rules.requirements.django_apps data.pips rules.requirements.shared rules.requirements.one_system
rules.requirements.conflicts data.importable rules.requirements.importable
rules.requirements.releases files.programs files.git_process files.git rules.start.shared
rules.repository rules.repository.case
""")
"""What each check of a root loads besides."""
