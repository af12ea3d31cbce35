"""Modules outside the repository: the standard library, and what the requirements install."""

from __future__ import annotations

from checker.base.caching import lru_cache
from checker.base.loading import load
from checker.python.interpreter.values import Module, Place
from checker.python.models import packages
from checker.python.models.stdlib import standard_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from checker.python.interpreter.interface import Interpreter


def model_module(interp: Interpreter, name: str, place: Place | None) -> Module | None:
    """The module `name` where the build has it; None where it certainly has none.

    Where the requirements are not known to the end, whether it is there is decided.
    """
    top = name.partition(".")[0]
    if interp.is_standard(top):
        return standard_module(interp, name)
    distributions = interp.context.distributions
    if top in ("setuptools", "pkg_resources") and not distributions.provides(top):
        # A new environment has them before 3.12; the newest setuptools has no pkg_resources.
        if interp.python >= (3, 12) and distributions.complete:
            return None
        if interp.python < (3, 9) or top == "setuptools":
            return Module(name, unmodelled=True, package=True)
    if top == "distutils" and distributions.provides("setuptools"):
        return Module(name, unmodelled=True, package=True)  # it brings one of its own
    if not distributions.provides(top):
        if distributions.absent(top):
            return None
        doubt = interp.notes.setdefault("doubted modules", {})
        if top not in doubt:
            doubt[top] = interp.maybe(f"whether the requirements bring a module {top}", place)
        if not doubt[top]:
            return None
    if interp.context.extra is not None:
        extra = interp.context.extra(interp, name, place)
        if extra is not None or top == "django":
            return extra
    module = Module(name, unmodelled=True, package=True)
    module.file = f"/usr/lib/python/site-packages/{name.replace('.', '/')}.py"
    factory = model_of(name)
    if factory is not None:
        module.namespace.update(factory(interp))
    module.namespace["__name__"] = name
    return module


def model_of(name: str) -> Callable[[Interpreter], dict[str, Any]] | None:
    """The model of the module `name`, in the file of `packages` that is called as its top."""
    models = _models_of(name.partition(".")[0])
    return None if models is None else models.get(name)


@lru_cache(256)
def _models_of(top: str) -> dict[str, Any] | None:
    """The models of a distribution's modules; None where there is no file of them."""
    home = f"{packages.__name__}.{top}"
    try:
        models: dict[str, Any] = load(home).MODULES
    except ModuleNotFoundError as error:
        if error.name != home:
            raise
        return None
    return models
