"""What a repository's Django project comes to in the build: settings, problems, verdict.

`django` in `facts` gives the `DjangoFacts` of one project for one target; nothing here is a rule. A
value is *known*, *unset* or *unknown because …*, each with the place that it comes from.
"""

from __future__ import annotations

from checker.base.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.base.findings import Location

KNOWN, UNSET, UNKNOWN = "known", "unset", "unknown"
"""The states of a setting."""


class Setting(NamedTuple):
    """One setting as Django would see it."""

    name: str
    state: str
    """`known`, `unset` (neither the settings module nor anything that it imports sets it) or
    `unknown`."""
    value: object = None
    """In JSON's terms: strings, numbers, booleans, lists, objects; None. A path is a string; the
    root is written `{root}`. Where the setting is unset: Django's own default."""
    at: Location | None = None
    """The expression or statement that gave it its value; None where it is unset."""
    line: int | None = None
    """The 1-based line of `at`."""
    because: str = ""
    """Why it is unknown, in words."""

    @property
    def path(self) -> str:
        """The file that sets it; empty where it is unset."""
        return self.at.path if self.at else ""


class Problem(NamedTuple):
    """One thing that makes, or may make, `manage.py collectstatic --noinput` fail or warn."""

    kind: str
    """A stable name: see `KINDS`."""
    at: Location
    message: str
    """What Django or Python says of it."""
    certain: bool = True
    fatal: bool = True
    """Whether the command ends with an error because of it."""
    fields: Mapping[str, str] = {}
    """What it is about: `variable`, `module`, `exception`, `setting`, `app`, `path`, `version` …"""
    chain: tuple[Location, ...] = ()
    """From manage.py to the place: each import or call on the way, and the place itself."""


KINDS: dict[str, str] = {
    "environment-variable-missing": "a variable that the build does not set is needed at import",
    "module-not-found": "an import that neither the repository nor its requirements provide",
    "settings-module-not-found": "the module that DJANGO_SETTINGS_MODULE names does not exist",
    "settings-module-unset": "nothing sets DJANGO_SETTINGS_MODULE",
    "syntax-error": "the target's Python refuses a file that is imported",
    "settings-import-error": "evaluating the settings raises an exception",
    "import-error": "importing an app or another module raises an exception",
    "app-not-found": "an entry of INSTALLED_APPS that cannot be imported",
    "settings-invalid": "Django refuses the settings (SECRET_KEY, TIME_ZONE, INSTALLED_APPS, …)",
    "staticfiles-not-installed": "the command is unknown: the app is not in INSTALLED_APPS",
    "static-root-unset": "there are files to collect and no STATIC_ROOT",
    "static-root-invalid": "STATIC_ROOT is neither a string nor a path, or cannot be written",
    "static-url-invalid": "STATIC_URL is unset or clashes with MEDIA_URL",
    "media-root-equals-static-root": "MEDIA_ROOT and STATIC_ROOT are the same",
    "E001": "STATICFILES_DIRS is not a list or tuple",
    "E002": "STATICFILES_DIRS contains STATIC_ROOT",
    "E003": "a prefix in STATICFILES_DIRS ends with a slash",
    "E004": "an entry of STATICFILES_DIRS is not a pair, a string or a path",
    "E005": "STORAGES has no staticfiles entry",
    "W004": "a directory of STATICFILES_DIRS does not exist (fatal before Django 4)",
    "staticfiles-dirs-invalid": "STATICFILES_DIRS contains an entry that Django cannot use",
    "storage-not-found": "the storage's class cannot be imported",
    "storages-conflict": "STATICFILES_STORAGE and STORAGES are both set",
    "storage-setting-removed": "STATICFILES_STORAGE is set and the Django version ignores it",
    "finder-not-found": "an entry of STATICFILES_FINDERS cannot be imported",
    "manifest-file-missing": "a collected file refers to one that is not collected",
    "collect-failed": "a source file cannot be read or copied",
    "database-driver-missing": "the database backend needs a driver that is not installed",
    "manage-py-fails": "manage.py ends with an error of its own",
    "app-order": "the check of an app refuses its place in INSTALLED_APPS (daphne.E001)",
    "command-replaced": "the project has its own collectstatic command",
}
"""The kinds of problems and what each means."""


class Version(NamedTuple):
    """A version that is assumed, and why."""

    version: tuple[int, int] | None
    """Major and minor; None where nothing says it."""
    because: str
    """In words: `requirements.txt pins 4.2.7`."""
    at: Location | None = None


NO_VERSION = Version(None, "")
"""Nothing says it."""


class DjangoFacts:
    """A Django project as the build of one target would see it.

    Attributes:
        manage_py: the path of the manage.py that the platform takes; None where it finds none.
        manage_py_too_deep: the nearest manage.py below the depth that the platform looks at (F41).
        manage_py_symlink: a manage.py that is a symbolic link, which the platform skips (F41).
        django_version: the Django that is assumed.
        python_version: the Python that the target gives the build.
        settings_module: the dotted name; None where it is unknown or unset.
        settings_module_at: where it is named.
        chain: manage.py, then each module of the settings on the way to the one that ends it.
        succeeds: whether `manage.py collectstatic --noinput` exits with 0; None where unknown.
        because: why, in words.
        problems: what goes wrong, in the order in which the command meets it.
        declared: whether the requirements name Django itself.
        failure: what failed in the tool itself while it evaluated; empty where nothing did.
    """

    def __init__(
        self,
        *,
        manage_py: str | None = None,
        manage_py_too_deep: str | None = None,
        manage_py_symlink: str | None = None,
        django_version: Version = NO_VERSION,
        python_version: Version = NO_VERSION,
        settings_module: str | None = None,
        settings_module_at: Location | None = None,
        chain: tuple[Location, ...] = (),
        settings: Mapping[str, Setting] | None = None,
        settings_read: bool = False,
        succeeds: bool | None = None,
        because: str = "",
        problems: tuple[Problem, ...] = (),
        declared: bool = False,
        failure: str = "",
    ) -> None:
        self.manage_py = manage_py
        self.manage_py_too_deep = manage_py_too_deep
        self.manage_py_symlink = manage_py_symlink
        self.django_version = django_version
        self.python_version = python_version
        self.settings_module = settings_module
        self.settings_module_at = settings_module_at
        self.chain = chain
        self.settings = settings or {}
        self.settings_read = settings_read
        self.succeeds = succeeds
        self.because = because
        self.problems = problems
        self.declared = declared
        self.failure = failure

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DjangoFacts) and vars(self) == vars(other)

    __hash__ = object.__hash__

    def setting(self, name: str) -> Setting:
        """The setting, unknown where the settings could not be read to their end."""
        found = self.settings.get(name)
        if found is not None:
            return found
        if not self.settings_read:
            return Setting(name, UNKNOWN, because=self.because or "the settings cannot be read")
        from checker.data.django_defaults import default_of  # noqa: PLC0415  gate: Django

        return Setting(name, UNSET, default_of(name, self.django_version.version))
