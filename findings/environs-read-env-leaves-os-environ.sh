#!/usr/bin/env bash
# environs, what `read_env()` does with a `.env` file: 11.2.1 and 15.2.0.
#
# Up to environs 11 `read_env` filled `os.environ`, so that other libraries of the same program saw
# the file's variables. environs 15 keeps them in the `Env` object: a library that asks
# `os.environ` (a database's URL, a cloud's key) no longer finds them, without a word.
#
# Seen on 2026-11-29, Python 3.11:
#     environs 11.2.1  env: 1, os.environ: 1
#     environs 15.2.0  env: 1, os.environ: None
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
echo 'NAME=1' >.env
cat >ask.py <<'PY'
import os
from environs import Env

env = Env()
env.read_env(".env")
print(f"env: {env('NAME')}, os.environ: {os.environ.get('NAME')}")
PY
asked() { # RELEASE
  venv/bin/python -m pip install --quiet --disable-pip-version-check "environs==$1"
  venv/bin/python ask.py
}
old=$(asked 11.2.1)
new=$(asked 15.2.0)
echo "environs 11.2.1  $old"
echo "environs 15.2.0  $new"
[ "$old" = 'env: 1, os.environ: 1' ] && [ "$new" = 'env: 1, os.environ: None' ]
