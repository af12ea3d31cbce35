#!/usr/bin/env bash
# uvicorn 0.54.0: `--help` lists `--ws [auto|websockets|websockets-sansio|wsproto]`, and any other word
# is taken: `none`, which the list does not name, starts a server without WebSockets, while a word that
# means nothing passes the command line and ends the server later, as an import that fails.
#
# Seen on 2026-11-29, Python 3.11:
#     --ws none      Application startup complete.
#     --ws nonsense  Import string "nonsense" must be in format "<module>:<attribute>".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check uvicorn==0.54.0
cat >site_app.py <<'END'
async def app(scope, receive, send):
    pass
END
listed=$(env/bin/uvicorn --help | grep -o -- '--ws \[[a-z|-]*\]')
echo "$listed"
for word in none nonsense; do
  timeout 5 env/bin/uvicorn --lifespan off --port 0 --ws "$word" site_app:app >"$word.log" 2>&1 || true
  grep -hoE 'Uvicorn running|Import string .*' "$word.log" || true
done
! grep -q none <<<"$listed" && grep -q 'Uvicorn running' none.log &&
  grep -q 'Import string "nonsense"' nonsense.log
