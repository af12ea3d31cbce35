#!/usr/bin/env bash
# uv 0.13.9 and pip 26.3, each asked what it would install for Python 3.11.
#
# dataclasses 0.8, one pure wheel, says `Requires-Python: >=3.6, <3.7`. pip finds no release that fits the pin. uv compares
# the lower bound alone and resolves it, so pip refuses to install what uv has compiled.
#
# Seen on 2026-11-29:
#     uv   dataclasses==0.8
#     pip  No matching distribution found for dataclasses==0.8
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv new
new/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 pip==26.3
echo 'dataclasses==0.8' >requirements.txt

uv=$(new/bin/uv pip compile --quiet --no-config --no-header --no-annotate \
  --python-version 3.11 requirements.txt | grep '^dataclasses')
new/bin/python -m pip download --quiet --disable-pip-version-check --no-deps -d got \
  --only-binary :all: --python-version 3.11 -r requirements.txt >log 2>&1 || true
pip=$(grep -o 'No matching distribution found for dataclasses==0.8' log | head -n 1)
echo "uv   $uv"
echo "pip  $pip"
[ "$uv" = dataclasses==0.8 ] && [ -n "$pip" ]
