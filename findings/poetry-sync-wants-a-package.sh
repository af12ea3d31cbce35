#!/usr/bin/env bash
# Poetry 2.5.1, a web application that is a single module.
#
# `poetry sync` installs the dependencies and then the project itself, and fails if there is no
# module that is called as the project is: `name = "shop"` beside `app.py` ends with 1. The same
# pyproject.toml is installed without a word by `pip install .` and by `uv sync`, since setuptools
# takes `app.py`. `package-mode = false` makes Poetry install the dependencies alone.
#
# Seen on 2026-11-29, Python 3.11:
#     pip install .                          0
#     poetry sync                            1: No file/folder found for package shop
#     poetry sync with package-mode = false  0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME=$work POETRY_VIRTUALENVS_IN_PROJECT=true
python3 -m venv tools
tools/bin/python -m pip install --quiet --disable-pip-version-check poetry==2.5.1 pip==26.3
python3 -m venv pip
mkdir project && cd project
cat >pyproject.toml <<'TOML'
[project]
name = "shop"
version = "1"
requires-python = ">=3.10"
dependencies = []
TOML
echo 'app = 1' >app.py
code=0; ../pip/bin/python -m pip install --quiet --disable-pip-version-check . || code=$?
echo "pip install .                          $code"
[ "$code" = 0 ]
code=0; said=$(../tools/bin/poetry sync --only main 2>&1) || code=$?
echo "poetry sync                            $code: $(grep -o 'No file/folder found for package shop' <<<"$said")"
[ "$code" = 1 ]
printf '[tool.poetry]\npackage-mode = false\n' >>pyproject.toml
rm -f poetry.lock
code=0; ../tools/bin/poetry sync --only main >/dev/null 2>&1 || code=$?
echo "poetry sync with package-mode = false  $code"
[ "$code" = 0 ]
