"""What one root is checked with: the command line, else its configuration, else the defaults."""

from __future__ import annotations

import os

from checker.base.caching import lru_cache
from checker.base.errors import UsageError, eprint, spoken, unknown
from checker.base.messages import fill
from checker.base.records import NamedTuple
from checker.base.text import printable
from checker.check.request import SECONDS, Policy, Request
from checker.config.locate import FoldersAbove, find_config, folders_above, read_config
from checker.config.values import UNCONFIGURED, Config
from checker.files.tree import DirectoryTree, MemoryTree
from checker.rules.codes import RULES
from checker.rules.selection import matching
from checker.targets import ALL, AUTO, WORDS, default_target, targets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from checker.config.overrides import Overrides
    from checker.files.roots import Root
    from checker.files.tree import Tree
    from checker.project.resolution import Resolver
    from checker.rules.codes import Rule
    from checker.targets import Target


class Settings(NamedTuple):
    """One root with all that its check needs."""

    prefix: str
    """What stands before its paths in a report: empty, or ends in `/`."""
    tree: Tree
    targets: tuple[Target, ...]
    """What is checked against: one target, or several for one report."""
    rules: tuple[Rule, ...]
    fail_on: str
    config: Config
    values: Mapping[str, tuple[Any, str]]
    """Each key of the configuration: its value, and where that is from."""
    uncertain: bool = False
    """Whether findings that rest on an unknown value are shown."""
    no_ignores: bool = False
    """Whether nothing that a user has decided to live with is hidden."""
    origin: str = "default"
    """Where the targets are from: `command line`, a place of the configuration, or `default`."""
    because: str = ""
    """Why this target was chosen, if the files of the root decided: a sentence."""
    every: bool = False
    """Whether every target was asked for, to compare them."""
    beside: tuple[Target, ...] = ()
    """Targets that the configuration lists and that this run does not check."""
    resolver: Resolver | None = None
    """Asks the package index; None unless that is allowed."""

    @property
    def target(self) -> Target:
        """The edition that is checked against, the first of several."""
        return self.targets[0]

    @property
    def lists_several(self) -> bool:
        """Whether a fix for one of its targets may break another one that is listed beside it."""
        return len(self.targets) + len(self.beside) > 1 and not self.every

    def each_target(self) -> Iterator[Settings]:
        """The same for each of its targets alone."""
        for target in self.targets:
            yield self._replace(targets=(target,))

    def requests(self) -> list[Request]:
        """What is asked of a check of this root, for each of its targets."""
        return [each.request() for each in self.each_target()]

    def request(self) -> Request:
        """What is asked of a check of this root, against its target."""
        config = self.config
        policy = Policy(config.severity, config.per_file_ignores, config.exclude, config.base)
        if self.no_ignores:
            policy = Policy(config.severity, base=config.base)
        return Request(
            self.target,
            self.rules,
            policy,
            self.uncertain,
            baseline=not self.no_ignores,
            comments=not self.no_ignores,
            seconds=self.values["timeout"][0] if "timeout" in self.values else 0,
            resolver=self.resolver,
        )


def settings_of(
    asked: Overrides,
    root: Root,
    tree: Tree,
    single: bool = False,
    opened: Callable[[str], Tree | None] | None = None,
    *,
    above: FoldersAbove | None = None,
    topmost: bool = False,
) -> Iterator[Settings]:
    """The settings of a root, or of each root that its configuration names.

    Args:
        asked: what counts above any configuration.
        root: the folder that was asked for.
        tree: its files.
        single: whether it is the root itself that was asked for, whatever roots it names.
        opened: how a folder above it is read where the root is not read from the disk; it gives
            None where nothing is above.
        topmost: whether nothing above it counts, wherever it is.
        above: what other roots of the run have shown of the folders above it.

    Raises:
        UsageError: for a mistake in what was asked or in a configuration.
    """
    given = _given_config(asked, root)
    if given is not None:
        config = given
    elif topmost:
        config = find_config(tree, None)
    elif opened is None:
        config = find_config(tree, root.path, above=above)
    else:
        config = _config_in_git(opened, root, tree)
    folders = () if config.base or single else config.roots
    if not folders:
        yield _told(asked, root.prefix, tree, config)
    for folder in folders:
        if folder == ".":
            yield _told(asked, root.prefix, tree, config)
            continue
        if not tree.is_directory(folder):
            raise UsageError(config.missing_roots[folder])
        inner = find_config(tree, None, folder)
        if given is not None:
            inner = given._replace(base=f"{folder}/")
        yield _told(asked, f"{root.prefix}{folder}/", _below(tree, folder), inner)


def _given_config(asked: Overrides, root: Root) -> Config | None:
    """The configuration that was asked for by its name, or none; None: it is to be found.

    Raises:
        UsageError: where there is none at that place.
    """
    if asked.isolated:
        return UNCONFIGURED
    return None if asked.config is None else read_config(asked.config, root.path)


def _config_in_git(opened: Callable[[str], Tree | None], root: Root, tree: Tree) -> Config:
    """The configuration as git holds it: that of a folder above the root counts here too."""
    above = folders_above(root.path)
    whole = opened(above[-1]) if above else None
    if whole is None:
        return find_config(tree, None)
    folder = os.path.relpath(os.path.realpath(root.path), above[-1]).replace(os.sep, "/")
    return find_config(whole, None, folder)


def _below(tree: Tree, folder: str) -> Tree:
    from checker.files.git_tree import GitTree  # noqa: PLC0415  gate: most are on disk

    if isinstance(tree, GitTree):
        return tree.below(folder)
    listings = tree.listings if isinstance(tree, DirectoryTree) else None
    if listings is None:
        from checker.files.git_listing import Listings  # noqa: PLC0415  gate: for many roots

        listings = Listings()
        if isinstance(tree, DirectoryTree):
            tree.listings = listings  # for the folders after this one
    return DirectoryTree(f"{tree.label}/{folder}", listings, stored=True)


def _told(asked: Overrides, prefix: str, tree: Tree, config: Config) -> Settings:
    """The settings of one root; what its configuration has that is doubtful is told."""
    settings = settings_with(asked, prefix, tree, config)
    warnings = [*config.warnings]
    if config.patterns and not asked.no_ignores:
        from checker.config.unmatched import unmatched_patterns  # noqa: PLC0415  gate: few have any

        warnings += unmatched_patterns(config, tree)
    for warning in warnings:
        eprint(fill("pyspec-check: warning: {warning}", warning=warning.message))
    return settings


def settings_with(asked: Overrides, prefix: str, tree: Tree, config: Config) -> Settings:
    """The settings of one root.

    Args:
        asked: what counts above the configuration.
        prefix: what stands before the root's paths in a report.
        tree: the root's files.
        config: its configuration.

    Raises:
        UsageError: for a mistake in what was asked.
    """
    if config is UNCONFIGURED and AUTO not in asked.target:
        return _unconfigured(asked, spoken().code)._replace(prefix=prefix, tree=tree)
    return _settings(asked, prefix, tree, config)


@lru_cache(8)
def _unconfigured(asked: Overrides, language: str) -> Settings:  # noqa: ARG001  the answers' key
    """The settings of every root without a configuration, but for its place and its files."""
    return _settings(asked, "", MemoryTree({}), UNCONFIGURED)


def _settings(asked: Overrides, prefix: str, tree: Tree, config: Config) -> Settings:
    named = config.targets or targets()
    names, origin = _targets_asked_for(asked, config, named)
    because, every = "", names == [ALL]
    if names == [AUTO]:
        from checker.advice.by_files import by_files  # noqa: PLC0415  gate: few ask for it

        name, because = by_files(tree)
        against: tuple[Target, ...] = (named[name],)
    else:
        against = tuple(named[name] for name in (named if every else names))
    listed = config.target if len(config.target) > 1 else ()
    beside = tuple(named[name] for name in listed if named[name] not in against)
    shown = names[0] if len(names) == 1 else names
    in_array = config.target_key == "targets"
    values = {
        "target": (
            shown,
            fill("{origin}; {because}", origin=origin, because=because) if because else origin,
        ),
        "targets": _chosen("targets", None, config.own_targets, {}, config),
        "roots": _chosen("roots", None, config.roots, (), config),
        "select": _chosen("select", _split(asked.select), config.select, (), config),
        "ignore": _chosen(
            "ignore", dict.fromkeys(_split(asked.ignore), ""), config.ignore, {}, config
        ),
        "per-file-ignores": _chosen("per-file-ignores", None, config.per_file_ignores, {}, config),
        "severity": _chosen("severity", None, config.severity, {}, config),
        "fail-on": _chosen("fail-on", asked.fail_on, config.fail_on, "error", config),
        "language": _language(asked, config),
        "exclude": _chosen("exclude", None, config.exclude, (), config),
        "timeout": _chosen("timeout", asked.timeout, config.timeout, SECONDS, config),
        "resolve": _chosen("resolve", asked.resolve, config.resolve, False, config),
    }
    if in_array:
        values["targets"] = ({}, "default") if origin == "command line" else values.pop("target")
    select, ignore = list(values["select"][0]), list(values["ignore"][0])
    if asked.no_ignores:
        ignore = _split(asked.ignore)
    rules = selected(RULES, select, ignore)
    fail_on = values["fail-on"][0]
    chosen_rules = tuple(rules.values())
    return Settings(
        *(prefix, tree, against, chosen_rules, fail_on, config, values, asked.all),
        *(asked.no_ignores, origin, because, every, beside),
    )


def _targets_asked_for(
    asked: Overrides, config: Config, named: Mapping[str, Target]
) -> tuple[list[str], str]:
    """The names of the targets, or one of the words for some; and where they are from.

    Raises:
        UsageError: for a name that there is not, or a word beside other names.
    """
    names = list(dict.fromkeys(_split([asked.target])))
    if not names:
        at = f"{config.path}:{config.lines.get(config.target_key, 1)}" if config.path else ""
        return [*config.target] or [default_target()], at if config.target else "default"
    known = [*named, *WORDS]
    for name in names:
        if name not in known:
            raise unknown("target", name, known)
    if len(names) > 1 and AUTO in names:
        raise UsageError(
            fill(
                "--target: `{auto}` means the target that the files show, so it cannot "
                "be one of several",
                auto=AUTO,
            )
        )
    return [ALL] if ALL in names else names, "command line"


def _chosen(name: str, said: Any, configured: Any, default: Any, config: Config) -> tuple[Any, str]:
    """A value and where it is from; the command line stands above the configuration."""
    if said or said == 0:
        return said, "command line"
    if name in config.lines:
        return configured, f"{config.path}:{config.lines[name]}"
    return default, "default"


def _language(asked: Overrides, config: Config) -> tuple[str, str]:
    """The language of what a person reads, and what names it."""
    if config.language == spoken().code and not asked.language:
        return _chosen("language", None, config.language, spoken().code, config)
    return _chosen("language", asked.language, None, spoken().code, config._replace(lines={}))


def selected(rules: Mapping[str, Rule], select: list[str], ignore: list[str]) -> Mapping[str, Rule]:
    """The rules that are to run: an unknown selector is an error, an unknown ignore a warning."""
    for selector in select:
        if not matching(rules, [selector]):
            names = [*rules, *(rule.name for rule in rules.values())]
            raise unknown("rule", selector, names, "pyspec-check rules")
    chosen = matching(rules, select) if select else rules
    dropped = matching(rules, ignore)
    return (
        {code: rule for code, rule in chosen.items() if code not in dropped} if dropped else chosen
    )


def warn_of_unknown(ignore: tuple[str, ...]) -> None:
    """Say on standard error which words of `--ignore` name no rule."""
    if not ignore:
        return
    rules = RULES
    names = [*rules, *(rule.name for rule in rules.values())]
    for selector in _split(ignore):
        if not matching(rules, [selector]):
            from checker.base.spelling import did_you_mean  # noqa: PLC0415  gate: for mistakes

            hint = did_you_mean(selector, names)
            shown = printable(selector, 80)
            eprint(
                fill(
                    "pyspec-check: warning: --ignore: unknown rule `{shown}`{hint}",
                    shown=shown,
                    hint=hint,
                )
            )


def _split(values: Iterable[str]) -> list[str]:
    return [word for value in values for word in value.replace(",", " ").split()]
