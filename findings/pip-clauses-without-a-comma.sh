#!/usr/bin/env bash
# pip 24.0, the last release that reads versions of any form (and the newest that Python 3.7 gets).
#
# Two clauses without a comma between them, `six>=1.0<1.12`, are not refused. They are read as one
# clause, "at least the version `1.0<1.12`". Such a version sorts before every real one, so the upper
# bound is lost without a word and the newest release is installed. pip 24.1 refuses the line.
#
# Seen on 2026-11-28, Python 3.11:
#     pip 24.0, six>=1.0<1.12   six-1.17.0-py2.py3-none-any.whl
#     pip 24.0, six>=1.0,<1.12  six-1.11.0-py2.py3-none-any.whl
#     pip 26.3, six>=1.0<1.12   Invalid requirement
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv new
new/bin/python -m pip install --quiet --disable-pip-version-check --target old pip==24.0
new/bin/python -m pip install --quiet --disable-pip-version-check pip==26.3

downloaded() { # PIP-FOLDER REQUIREMENT: the file that pip takes
  rm -rf got && mkdir got
  printf '%s\n' "$2" >requirements.txt
  PYTHONPATH=$1 new/bin/python -m pip download --quiet --disable-pip-version-check \
    --no-deps -d got -r requirements.txt >log 2>&1 || true
  ls got
}

lost=$(downloaded "$work/old" 'six>=1.0<1.12')
kept=$(downloaded "$work/old" 'six>=1.0,<1.12')
refused=$(downloaded '' 'six>=1.0<1.12')
grep -q 'Invalid requirement' log
echo "pip 24.0, six>=1.0<1.12   $lost"
echo "pip 24.0, six>=1.0,<1.12  $kept"
[ "$lost" = six-1.17.0-py2.py3-none-any.whl ] && [ "$kept" = six-1.11.0-py2.py3-none-any.whl ] && [ -z "$refused" ]
