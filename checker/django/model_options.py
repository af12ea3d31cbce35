"""What Django refuses in a model class: options of `Meta`, fields that stand twice, proxies."""

from __future__ import annotations

from checker.django.state import FieldError, state_of
from checker.python.interpreter.values import Class, Function, Place, Property, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from checker.python.interpreter.interface import Interpreter

AUTOMATIC = "a key that counts by itself"
"""Why the value of an `AutoField` is not known: marks it."""
_OPTIONS = (
    "verbose_name verbose_name_plural db_table db_table_comment db_table_psql db_tablespace "
    "ordering unique_together permissions get_latest_by order_with_respect_to app_label abstract "
    "managed proxy swappable auto_created apps default_permissions select_on_save "
    "default_related_name required_db_features required_db_vendor base_manager_name "
    "default_manager_name indexes constraints index_together original_attrs local_fields "
    "fetch_mode module_name"
)
"""Options of one release or another, and attributes that Django leaves alone."""
_INDEX_TOGETHER_GONE = (5, 1)


def check_meta(interp: Interpreter, place: Place | None, cls: Class, meta: Class) -> None:
    """An option of `Meta` that no release has, and a proxy of nothing."""
    if any(isinstance(base, Unknown) for base in (*cls.mro, *meta.mro)):
        return
    django = interp.context.django or (4, 2)
    known = {*_OPTIONS.split()} - ({"index_together"} if django >= _INDEX_TOGETHER_GONE else set())
    for name, value in meta.namespace.items():
        if not isinstance(name, str) or name.startswith("_") or name in known:
            continue
        if isinstance(value, (Function, Property, Class)) and django < (1, 8):
            continue
        if _adds_options(interp):
            return
        message = f"'class Meta' got invalid attribute(s): {name}"
        raise interp.fail(TypeError, message, place, "import-error", module=cls.module)
    if meta.namespace.get("proxy") is True and not any(isinstance(b, Class) for b in cls.mro[1:]):
        message = f"Proxy model '{cls.name}' has no non-abstract model base class."
        raise interp.fail(TypeError, message, place, "import-error", module=cls.module)


def _adds_options(interp: Interpreter) -> bool:
    """Whether the program puts options of its own into Django's list of them."""
    found = (interp.context.tree.read(path) for path in dict.fromkeys(interp.sources))
    return any(data is not None and b"DEFAULT_NAMES" in data for data in found)


def check_fields(interp: Interpreter, place: Place | None, cls: Class) -> None:
    """Two keys that count by themselves, and a field that a model above has, too."""
    own = [name for name, value in cls.namespace.items() if _is_automatic(value)]
    if len(own) > 1:
        message = f"Model {cls.name} can't have more than one auto-generated field."
        raise interp.fail(ValueError, message, place, "import-error", module=cls.module)
    fields = {str(name) for name, value in cls.namespace.items() if _is_field(value)}
    known = list(state_of(interp).places.values())
    for base in cls.mro[1:]:
        if not any(base is one for one in known):
            continue
        for name, value in base.namespace.items():
            if name in fields and _is_field(value):
                message = f"Local field '{name}' in class '{cls.name}' clashes with field of the "
                message += f"same name from base class '{base.name}'."
                raise interp.fail(FieldError, message, place, "import-error", module=cls.module)


def _is_automatic(value: Any) -> bool:
    return isinstance(value, Unknown) and value.because == AUTOMATIC


def _is_field(value: Any) -> bool:
    because = value.because if isinstance(value, Unknown) else ""
    return because == AUTOMATIC or (because.startswith("a ") and because.endswith("Field"))
