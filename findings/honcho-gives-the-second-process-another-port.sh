#!/usr/bin/env bash
# honcho 2.0.0, `honcho start` as the web command of a platform, which sets PORT.
#
# Each process gets a port 100 above that of the one before. The first line of the Procfile gets the number
# of the platform, so a web process below its worker listens where nobody sends requests: the build is fine,
# the log says that the server listens. With names on the command line it is their order that counts.
#
# Seen on 2026-11-29, Python 3.11, PORT=8080, a file with `worker:` above `web:`:
#     honcho start             worker 8080, web 8180
#     honcho start web worker  web 8080, worker 8180
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check honcho==2.0.0
printf 'worker: echo port=$PORT; sleep 2\nweb: echo port=$PORT; sleep 2\n' >Procfile
ask() {
  PORT=8080 timeout 20 env/bin/honcho --no-colour start "$@" |
    sed -n 's/^[^ ]* \([a-z]*\)\.1 *| port=/\1 /p' | sort -k 2 | paste -sd, | sed 's/,/, /'
}
echo "honcho start             $(ask)" | tee out
echo "honcho start web worker  $(ask web worker)" | tee -a out
grep -q 'start  *worker 8080, web 8180$' out && grep -q 'web worker  web 8080, worker 8180$' out
