#!/usr/bin/env bash
# supervisor 4.3.0, a program with a format of gunicorn's log, and one with a semicolon.
#
# supervisord applies Python's `%` to the values of each program. `--access-logformat "%(h)s"`, as gunicorn
# documents it, stops supervisord itself with all its programs; `%%(h)s` is what gunicorn then sees as
# `%(h)s`. A blank and `;` begin a comment within quotes too: `sh -c "one ; two"` loses its end.
#
# Seen on 2026-11-29, Python 3.11:
#     echo "%(h)s"            Error: Format string … contains names ('h') which cannot be expanded
#     echo "%%(h)s"           %(h)s
#     sh -c "echo a ; echo b" can't parse command 'sh -c "echo a': No closing quotation
#     sh -c "echo a; echo b"  b
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check supervisor==4.3.0 setuptools==80.9.0
ask() {
  cat >web.conf <<END
[supervisord]
nodaemon = true
user = $(id -un)
logfile = $work/log
pidfile = $work/pid
[program:web]
command = $1
startsecs = 0
startretries = 0
autorestart = false
stdout_logfile = $work/said
END
  rm -f log said
  env/bin/supervisord -c web.conf >started 2>&1 &
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 0.5
    kill -0 $! 2>/dev/null || break
    grep -qE 'exited:|FATAL|spawnerr' started && break
  done
  kill $! 2>/dev/null || true
  wait $! || true
  cat started said 2>/dev/null | grep -vE ' (CRIT|INFO (supervisord|spawned|success|exited|gave up|waiting|stopped)|WARN) ?' |
    grep -v '^For help' | tail -n 1 | cut -c1-150
}
{
  echo "percent    $(ask 'echo "%(h)s"')"
  echo "doubled    $(ask 'echo "%%(h)s"')"
  echo "semicolon  $(ask 'sh -c "echo a ; echo b"')"
  echo "no blank   $(ask 'sh -c "echo a; echo b"')"
} | tee out
grep -q "percent .*names ('h') which cannot be expanded" out && grep -q '^doubled    %(h)s$' out
grep -q 'semicolon .*No closing quotation' out && grep -q '^no blank   b$' out
