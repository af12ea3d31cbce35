#!/usr/bin/env bash
# uvicorn 0.54.0, `--limit-concurrency 1`: every request is answered with 503, also the only one that there is.
#
# The number is compared with the connections that are open, and the one that asks is among them. With
# 2 a lone visitor is served.
#
# Seen on 2026-11-29, Python 3.11:
#     --limit-concurrency 1  503
#     --limit-concurrency 2  200
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check uvicorn==0.54.0
cat >site_app.py <<'END'
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"here"})
END
cat >ask.py <<'END'
import http.client

asked = http.client.HTTPConnection("127.0.0.1", 18766, timeout=5)
asked.request("GET", "/")
print(asked.getresponse().status)
END
answer() { # LIMIT
  : >log
  timeout 20 env/bin/uvicorn site_app:app --port 18766 --limit-concurrency "$1" >log 2>&1 &
  server=$!
  until grep -q 'Uvicorn running' log; do sleep 0.2; done
  env/bin/python ask.py
  kill "$server"
  wait "$server" || true
}
one=$(answer 1)
two=$(answer 2)
echo "--limit-concurrency 1  $one"
echo "--limit-concurrency 2  $two"
[ "$one" = 503 ] && [ "$two" = 200 ]
