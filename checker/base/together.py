"""Which modules are loaded together, each after those that it imports.

Written by scripts.write_together from what the examples load. A module that is missing here is
imported as ever.
"""


def _named(text: str) -> tuple[str, ...]:
    return tuple("checker." + name for name in text.split())


EVERY_RUN = _named("""
cli base.caching base.loading base.regex base.text base.messages base.errors cli.exit_codes
base.typed cli.streams cli.main
""")
"""What each run of the command loads."""

EVERY_CHECK = _named("""
check base.budget base.enums base.records base.findings rules rules.codes check.groups platform
platform.builder project project.query platform.objections files files.values platform.django_facts
platform.files platform.manage_py platform.facts rules.imports data data.stdlib reachable
platform.detection platform.python_version reachable.certainty platform.environment platform.values
platform.plan python python.names python.names.resolve_module python.names.bindings_of
python.names.imported python.names.imports python.syntax python.syntax.slips python.syntax.prefilter
reachable.never_there reachable.text_facts start platform.procfile targets platform.python_releases
parsers parsers.shell.values parsers.shell.reader parsers.shell start.environment start.processes
start.servers start.options start.servers.addresses start.servers.service start.servers.table
start.servers.reading start.services start.walk start.command reachable.entry_points
python.names.bindings data.releases base.spans parsers.requirements.decoding
parsers.requirements.lines parsers.requirements.scanner parsers.requirements.values
parsers.requirements.reading parsers.requirements python.names.hints start.importing
reachable.source_scan reachable.attributes reachable.values reachable.reachable reachable.sources
rules.requirements data.not_distributions data.os_packages rules.requirements.needs
rules.imports.needs rules.procfile rules.procfile.needs rules.repository rules.shared
rules.shared.lfs rules.repository.needs rules.runtime parsers.characters parsers.runtime
rules.runtime.needs rules.start data.option_releases data.programs rules.start.needs rules.needs
rules.registry check.engine check.report check.request parsers.procfile project.project
check.pipeline config config.overrides cli.options files.roots files.tree cli.place config.values
config.locate rules.selection config.settings reports reports.view reports.output cli.roots
reports.summary reports.formats cli.check data.compiled data.compiled.targets platform.slug
platform.rainbond platform.rainbond.rainbondfile platform.rainbond.detection
platform.rainbond.package_manager platform.rainbond.console platform.rainbond.runtime platform.terms
platform.rainbond.builder platform.yaml_fast_path platform.slug.processes platform.slug.procfile
platform.slug.procfile_lines platform.slug.builder data.compiled.platform_only data.conflicts
data.namesakes rules.requirements.django_apps data.pips parsers.requirements.syntax
rules.requirements.shared rules.requirements.one_system rules.requirements.conflicts
data.compiled.known_conflicts data.importable rules.requirements.importable
rules.requirements.wheelless rules.requirements.releases files.programs files.git_process files.git
rules.start.shared rules.repository.case
""")
"""What each check of a root loads besides."""

DJANGO_CHECK = _named("""
python.syntax.limits python.syntax.lines python.syntax.compile_cost python.syntax.nesting
python.syntax.host python.syntax.relaxed_grammar python.syntax.required_version python.syntax.parse
rules.django rules.django.needs django data.django data.django_defaults python.interpreter
python.interpreter.limits python.interpreter.values django.state python.interpreter.classification
django.app_loading django.database python.models python.models.logging_config django.settings
django.translation django.apps django.checks python.interpreter.filesystem django.collecting
django.own_command django.storages django.command python.models.host_class django.command_classes
django.model_options django.model_classes django.needed django.setting_names django.shadows
python.interpreter.pure django.modules django.setting_values python.interpreter.frame
python.interpreter.assignment python.interpreter.properties python.interpreter.attributes
python.interpreter.calls python.interpreter.classes python.interpreter.expressions
python.interpreter.imports python.interpreter.costs python.interpreter.items
python.interpreter.methods python.interpreter.ordering python.interpreter.operators
python.interpreter.statements python.interpreter.prices python.interpreter.state
python.models.packages data.library_names python.models.stdlib python.models.installed
python.interpreter.assembled python.interpreter.context django.evaluation platform.django_versions
data.dependencies data.distributions data.installed_modules python.models.distributions
platform.django_reading python.models.file_calls python.models.stdlib_os python.models.stdlib_system
platform.named platform.django_named platform.slug.collectstatic start.servers.release
reachable.installed reachable.lacking_in_django reachable.lacking rules.internal
""")
"""What a check loads besides if the root has a manage.py for Django."""
