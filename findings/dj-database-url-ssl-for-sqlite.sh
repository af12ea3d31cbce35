#!/usr/bin/env bash
# dj-database-url 3.1.2 and Django 5.2.19: `ssl_require=True` with the URL of an SQLite file.
#
# The option becomes `sslmode` for every kind of database. A project that demands it for the platform's
# PostgreSQL and has an SQLite file as the default for other machines does not open that file.
#
# Seen on 2026-11-29, Python 3.11:
#     OPTIONS  {'sslmode': 'require'}
#     Django   TypeError: 'sslmode' is an invalid keyword argument for Connection()
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check dj-database-url==3.1.2 django==5.2.19
cat >ask.py <<'END'
import dj_database_url
from django.conf import settings
from django.db import connection

found = dj_database_url.config(default="sqlite:///db.sqlite3", ssl_require=True)
print("OPTIONS ", found["OPTIONS"])
settings.configure(DATABASES={"default": found})
try:
    connection.ensure_connection()
    print("Django   connected")
except TypeError as error:
    print("Django   TypeError:", error)
END
env -u DATABASE_URL env/bin/python ask.py | tee out
grep -q "sslmode': 'require'" out && grep -q 'TypeError' out
