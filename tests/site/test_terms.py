"""The hand-written pages call things as the catalogue does; what is no term is listed."""

from __future__ import annotations

from scripts.catalogue_checks import _glossary
from scripts.page_terms import excepted, missing_terms


def test_every_term_is_in_the_translation() -> None:
    spared = excepted()
    used: set[tuple[str, str]] = set()
    found = []
    for name, part, term in missing_terms():
        keys = [key for key in spared if f"{name}: {part}".startswith(key)]
        hit = [key for key in keys if term in spared[key]["terms"]]
        used.update((key, term) for key in hit)
        if not hit:
            found.append(f"{name}: {part[:90]}: no {term}")
    assert not found, "\n".join(["", *found])
    listed = {(key, term) for key, entry in spared.items() for term in entry["terms"]}
    assert listed == used, "an exception that nothing needs"
    assert all(entry["why"] for entry in spared.values())


def test_each_term_has_one_translation() -> None:
    assert not [term for term, entry in _glossary("zh").items() if len(entry["is"]) != 1]


def test_the_exceptions_are_few() -> None:
    assert sum(len(entry["terms"]) for entry in excepted().values()) <= 8
