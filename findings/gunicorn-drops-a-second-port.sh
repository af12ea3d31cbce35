#!/usr/bin/env bash
# gunicorn 27.0.1: an address with two ports, `--bind 127.0.0.1:PORT:OTHER`, is not refused. The second
# number is dropped without a word and the server listens on the first; `127.0.0.1:PORT,…` is refused.
# (hypercorn 0.18.0 and waitress 3.0.2 end for both.)
#
# Seen on 2026-11-29, Python 3.11:
#     127.0.0.1:18765:18766  Listening at: http://127.0.0.1:18765
#     127.0.0.1:18765,18766  Error: '18765,18766' is not a valid port number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check gunicorn==27.0.1
cat >site_app.py <<'END'
def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
END
for address in 127.0.0.1:18765:18766 127.0.0.1:18765,18766; do
  timeout 5 env/bin/gunicorn --no-control-socket --bind "$address" site_app:app >"${address#*:}.log" 2>&1 || true
  grep -hoE 'Listening at: [^ ]*|Error: .*' "${address#*:}.log" || true
done
grep -q 'Listening at: http://127.0.0.1:18765 ' 18765:18766.log &&
  grep -q "is not a valid port number" 18765,18766.log
