#!/usr/bin/env bash
# circus 0.19.0, `circusd circus.ini` as the web command of a platform.
#
# A watcher gets no variable of circusd's own, neither PORT nor DATABASE_URL, unless its section says
# `copy_env = True`. PATH is not there either, so a program of the virtual environment is not found by its
# name. (supervisord 4.3.0 and honcho 2.0.0 hand all of them on.)
#
# Seen on 2026-11-29, Python 3.11:
#     as it is         PORT= PATH without the environment
#     copy_env = True  PORT=8080 PATH with the environment
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check circus==0.19.0
ask() {
  cat >circus.ini <<END
[circus]
endpoint = ipc://$work/endpoint
pubsub_endpoint = ipc://$work/pubsub
[watcher:web]
cmd = sh -c 'case \$PATH in $work/*) with=with;; *) with=without;; esac; echo "PORT=\$PORT PATH \$with the environment" >>$work/said; sleep 5'
$1
END
  rm -f said
  PORT=8080 PATH="$work/env/bin:$PATH" env/bin/circusd circus.ini >log 2>&1 &
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    sleep 0.5
    [ -s said ] && break
  done
  kill $! 2>/dev/null || true
  wait $! || true
  head -n 1 said
}
{
  echo "as it is         $(ask '')"
  echo "copy_env = True  $(ask 'copy_env = True')"
} | tee out
grep -q '^as it is  *PORT= PATH without the environment$' out
grep -q '^copy_env = True  *PORT=8080 PATH with the environment$' out
