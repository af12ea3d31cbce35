#!/usr/bin/env bash
# Werkzeug 0.15.3 to 2.3.4 on Python 3.14: the package is imported and serves static rules, but the first
# URL rule with a converter (`/<name>`) ends with an AttributeError, because `ast.Str` is gone. Requires-
# Python of these releases has no upper bound, so pip installs them. 2.3.5 is the first that works.
#
# Seen on 2026-11-29, Python 3.14.10 (uv gets one; PYTHON names another):
#     2.3.4  AttributeError: module 'ast' has no attribute 'Str'
#     2.3.5  works
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for release in 2.3.4 2.3.5; do
  uv venv --quiet --python "${PYTHON:-3.14}" "env-$release"
  uv pip install --quiet --python "env-$release/bin/python" "werkzeug==$release"
  "env-$release/bin/python" >"$release.log" 2>&1 <<'END' || true
from werkzeug.routing import Map, Rule

Map([Rule("/static", endpoint="a")]).bind("host")
Map([Rule("/<name>", endpoint="b")]).bind("host")
print("works")
END
  echo "$release  $(tail -1 "$release.log")"
done
grep -q "module 'ast' has no attribute 'Str'" 2.3.4.log && grep -q '^works$' 2.3.5.log
