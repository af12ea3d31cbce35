#!/usr/bin/env bash
# gunicorn 27.0.1, `--workers 0`: -1 is refused ("must be positive"), 0 is not.
#
# The server starts, says that it listens, and has nobody to answer: each connection is accepted and waits.
# Nothing is logged. (`WEB_CONCURRENCY=0` does the same; with it uvicorn 0.54.0 starts one worker.)
#
# Seen on 2026-11-29, Python 3.11:
#     --workers 0   Listening at: http://127.0.0.1:18768, no answer in 3 seconds
#     --workers -1  Error: Value must be positive: -1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check gunicorn==27.0.1
cat >site_app.py <<'END'
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "4")])
    return [b"here"]
END
cat >ask.py <<'END'
import http.client

asked = http.client.HTTPConnection("127.0.0.1", 18768, timeout=3)
try:
    asked.request("GET", "/")
    print(asked.getresponse().status)
except TimeoutError:
    print("no answer in 3 seconds")
END
refused=$(timeout 20 env/bin/gunicorn --workers=-1 site_app:app 2>&1 | grep -o 'Error: .*' || true)
: >log
HOME=$work timeout 20 env/bin/gunicorn --workers 0 --bind 127.0.0.1:18768 site_app:app >log 2>&1 &
server=$!
until grep -q 'Listening at' log; do sleep 0.2; done
none=$(env/bin/python ask.py)
kill "$server"
wait "$server" || true
echo "--workers 0   $(grep -o 'Listening at: [^ ]*' log), $none"
echo "--workers -1  $refused"
[ "$none" = 'no answer in 3 seconds' ] && [ "$refused" = 'Error: Value must be positive: -1' ]
