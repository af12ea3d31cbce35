#!/usr/bin/env bash
# django-environ 0.14.0 and python-dotenv 1.2.4, a blank before the `=` of a `.env` file.
#
# `NAME = value` is read by python-dotenv. django-environ ignores the line, and only its logger says
# so, which Django does not show before its settings are read: what follows is an
# ImproperlyConfigured that says that the variable is not set.
#
# Seen on 2026-11-29, Python 3.11:
#     python-dotenv   value
#     django-environ  Set the NAME environment variable
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
  django-environ==0.14.0 python-dotenv==1.2.4 Django==5.2.19
echo 'NAME = value' >.env
dotenv=$(venv/bin/python -c 'from dotenv import dotenv_values; print(dotenv_values(".env")["NAME"])')
environ=$(venv/bin/python -c '
import environ
environ.Env.read_env(".env")
print(environ.Env()("NAME"))' 2>&1 || true)
echo "python-dotenv   $dotenv"
echo "django-environ  $(tail -1 <<<"$environ")"
[ "$dotenv" = value ]
grep -q 'Set the NAME environment variable' <<<"$environ"
