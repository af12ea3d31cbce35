#!/usr/bin/env bash
# granian 2.8.9: `--host` takes addresses only. `--host localhost`, which every other server accepts,
# passes the command line and ends as an error of the socket.
#
# Seen on 2026-11-29, Python 3.11:
#     --host 127.0.0.1  Listening at: http://127.0.0.1:18767
#     --host localhost  ValueError: invalid IP address syntax
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check granian==2.8.9
cat >site_app.py <<'END'
async def app(scope, receive, send):
    pass
END
for host in 127.0.0.1 localhost; do
  timeout 8 env/bin/granian --interface asgi --host "$host" --port 18767 site_app:app >"$host.log" 2>&1 || true
  grep -hoE 'Listening at: .*|[A-Za-z]*Error: .*|invalid .*' "$host.log" || true
done
grep -q 'Listening at' 127.0.0.1.log && ! grep -q 'Started worker' localhost.log && grep -qi 'error' localhost.log
