"""The former name of patterns that are compiled at their first use: see `checker.base.regex`."""

from __future__ import annotations

from checker.base import regex

lazy = lazy_bytes = regex.compile
