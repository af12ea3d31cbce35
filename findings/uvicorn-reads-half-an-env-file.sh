#!/usr/bin/env bash
# uvicorn 0.54.0, variables of its own in the file of `--env-file`.
#
# As variables of the process UVICORN_PORT and WEB_CONCURRENCY both count. In the file only the second
# does: options are read before the file is, the number of workers after it.
#
# Seen on 2026-11-29, Python 3.11, a file with UVICORN_PORT=18769 and WEB_CONCURRENCY=2:
#     in the environment  http://127.0.0.1:18769, a parent process
#     in the file         http://127.0.0.1:8000, a parent process
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check uvicorn==0.54.0 python-dotenv==1.2.4
printf 'UVICORN_PORT=18769\nWEB_CONCURRENCY=2\n' >variables
cat >site_app.py <<'END'
async def app(scope, receive, send):
    pass
END
seen() {
  : >log
  timeout 20 "$@" >log 2>&1 &
  server=$!
  until grep -q 'parent process\|error' log; do sleep 0.2; done
  kill "$server"
  wait "$server" || true
  echo "$(grep -oE 'http://[0-9.:]+' log | head -1), $(grep -oE 'a?parent process' log | head -1 | sed 's/^/a /')"
}
outside=$(seen env UVICORN_PORT=18769 WEB_CONCURRENCY=2 env/bin/uvicorn site_app:app)
inside=$(seen env/bin/uvicorn site_app:app --env-file variables)
echo "in the environment  $outside"
echo "in the file         $inside"
[ "$outside" = 'http://127.0.0.1:18769, a parent process' ] && [ "$inside" = 'http://127.0.0.1:8000, a parent process' ]
