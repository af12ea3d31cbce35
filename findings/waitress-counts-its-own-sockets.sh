#!/usr/bin/env bash
# waitress 3.0.2, `--connection-limit`: the server's own sockets count as connections.
#
# The one that listens and the one that wakes the loop are two, so a limit of 2 is reached before anybody
# connects. The server says that it serves, the port is open, and no request is answered. With 3 it answers.
#
# Seen on 2026-11-29, Python 3.11:
#     --connection-limit=2  no answer in 3 seconds
#     --connection-limit=3  200
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check waitress==3.0.2
cat >site_app.py <<'END'
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "4")])
    return [b"here"]
END
cat >ask.py <<'END'
import http.client

asked = http.client.HTTPConnection("127.0.0.1", 18767, timeout=3)
try:
    asked.request("GET", "/")
    print(asked.getresponse().status)
except TimeoutError:
    print("no answer in 3 seconds")
END
answer() { # LIMIT
  : >log
  timeout 20 env/bin/waitress-serve --listen=127.0.0.1:18767 --connection-limit="$1" site_app:app >log 2>&1 &
  server=$!
  until grep -q 'Serving on' log; do sleep 0.2; done
  env/bin/python ask.py
  kill "$server"
  wait "$server" || true
}
two=$(answer 2)
three=$(answer 3)
echo "--connection-limit=2  $two"
echo "--connection-limit=3  $three"
[ "$two" = 'no answer in 3 seconds' ] && [ "$three" = 200 ]
