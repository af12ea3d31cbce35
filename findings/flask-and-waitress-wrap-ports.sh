#!/usr/bin/env bash
# Flask 3.1.3 and waitress 3.0.2: a port over 65535 is not refused. The server listens on the lowest 16
# bits of the number, 34463 for 99999, without a warning. (uvicorn and gunicorn end for it.)
#
# Seen on 2026-11-29, Python 3.11:
#     flask run --port 99999        Running on http://127.0.0.1:34463
#     waitress-serve --port=99999   Serving on http://127.0.0.1:34463
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check flask==3.1.3 waitress==3.0.2
cat >site_app.py <<'END'
from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "here"
END
ask='import urllib.request as r; print(r.urlopen("http://127.0.0.1:34463/", timeout=5).read().decode())'
try() {
  timeout 20 env/bin/"$@" >"$1.log" 2>&1 &
  server=$!
  for _ in $(seq 40); do
    env/bin/python -c "$ask" >"$1.answer" 2>/dev/null && break
    sleep 0.25
  done
  kill "$server"
  wait "$server" || true
  grep -hoE '(Running|Serving) on [^ ]*' "$1.log" || true
  grep -q here "$1.answer"
}
try flask --app site_app run --port 99999
try waitress-serve --host=127.0.0.1 --port=99999 site_app:app
