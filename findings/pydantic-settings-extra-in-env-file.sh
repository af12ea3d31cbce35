#!/usr/bin/env bash
# pydantic-settings 2.16.3, a `.env` file that other programs use too.
#
# Variables of the process that are no field are ignored, but the same names in `env_file` are
# refused, even where `env_prefix` is set and the name does not begin with it: a line for another
# program in a shared `.env` file stops this one. `extra="ignore"` lets them be.
#
# Seen on 2026-11-29, Python 3.11, a class with `env_prefix="APP_"` and one field `root`:
#     OTHER=1 in the environment  starts
#     OTHER=1 in .env             ValidationError: other, Extra inputs are not permitted
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pydantic-settings==2.16.3
cat >settings.py <<'PY'
from pydantic_settings import BaseSettings, SettingsConfigDict

class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="APP_")
    root: str

print(Settings().root)
PY
echo 'APP_ROOT=/srv' >.env
echo "in the environment: $(OTHER=1 venv/bin/python settings.py)"
[ "$(OTHER=1 venv/bin/python settings.py)" = /srv ]
echo 'OTHER=1' >>.env
said=$(venv/bin/python settings.py 2>&1 || true)
echo "in .env: $(grep -A 1 '^other' <<<"$said" | tail -1)"
grep -q 'Extra inputs are not permitted' <<<"$said"
