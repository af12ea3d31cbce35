#!/usr/bin/env bash
# dj-database-url 3.1.2 and django-environ 0.14.0, the same DATABASE_URL with a socket's folder as host.
#
# `postgres://USER:WORD@%2Fvar%2Frun/NAME` is the form that PostgreSQL's own tools take. dj-database-url
# decodes the host, django-environ hands it on as it stands, a name that no computer has.
#
# Seen on 2026-11-29, Python 3.11:
#     dj-database-url  /var/run
#     django-environ   %2Fvar%2Frun
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check dj-database-url==3.1.2 django-environ==0.14.0 django==5.2.19
url=postgres://user:word@%2Fvar%2Frun/name
one=$(env/bin/python -c 'import dj_database_url, sys; print(dj_database_url.parse(sys.argv[1])["HOST"])' "$url")
other=$(env/bin/python -c 'import environ, sys; print(environ.Env.db_url_config(sys.argv[1])["HOST"])' "$url")
echo "dj-database-url  $one"
echo "django-environ   $other"
[ "$one" = /var/run ] && [ "$other" = %2Fvar%2Frun ]
