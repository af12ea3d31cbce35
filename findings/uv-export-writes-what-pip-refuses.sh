#!/usr/bin/env bash
# uv 0.13.9 and pip 26.3, `uv export` of a project that is a package (it has a `[build-system]`).
#
# The file begins with `-e .` and has hashes for all else. One hash makes pip ask for a hash everywhere, and a
# folder has none: what uv writes by default is refused whole. `--no-emit-project` or `--no-hashes` helps.
#
# Seen on 2026-11-29, Python 3.11:
#     uv export                    The editable requirement … cannot be installed when requiring hashes
#     uv export --no-emit-project  Would install six-1.17.0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3 uv==0.13.9
cat >pyproject.toml <<'END'
[project]
name = "shop"
version = "1"
requires-python = ">=3.11"
dependencies = ["six==1.17.0"]

[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[tool.setuptools]
py-modules = ["shop"]
END
touch shop.py
ask() {
  env/bin/uv export --quiet "$@" >requirements.txt
  env/bin/pip install --dry-run --ignore-installed -r requirements.txt 2>&1 |
    grep -oE 'The editable requirement.*|Would install.*' | sed "s|file://$work|.|" | tail -n 1
}
{
  echo "uv export                    $(ask)"
  echo "uv export --no-emit-project  $(ask --no-emit-project)"
} | tee out
grep -q 'export  *The editable requirement .* cannot be installed when requiring hashes' out
grep -q 'no-emit-project  *Would install six-1.17.0' out
