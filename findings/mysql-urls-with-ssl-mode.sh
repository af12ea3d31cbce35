#!/usr/bin/env bash
# dj-database-url 3.1.2, Django 5.2.19 and PyMySQL 1.2.4, the address of a managed MySQL.
#
# Providers end it with `?ssl-mode=REQUIRED`, an option of the `mysql` program. dj-database-url hands it to the
# driver by that name (as does django-environ 0.14.0), and no function in Python has an argument with a hyphen:
# Django stops before it connects. PostgreSQL's `?sslmode=require`, made the same way, is what its driver takes.
#
# Seen on 2026-11-29, Python 3.11:
#     OPTIONS     {'ssl-mode': 'REQUIRED'}
#     Django      TypeError: … unexpected keyword argument 'ssl-mode'
#     without it  OperationalError (nothing listens there)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check \
  dj-database-url==3.1.2 django==5.2.19 pymysql==1.2.4
cat >ask.py <<'END'
import sys

import dj_database_url
import pymysql
from django.conf import settings
from django.db import connection

pymysql.install_as_MySQLdb()
found = dj_database_url.parse(sys.argv[1])
settings.configure(DATABASES={"default": found})
try:
    connection.ensure_connection()
except Exception as error:
    print(found.get("OPTIONS"), "|", f"{type(error).__name__}: {error}".splitlines()[0][:100])
END
url=mysql://shop:word@127.0.0.1:9/shop
with=$(env/bin/python ask.py "$url?ssl-mode=REQUIRED")
without=$(env/bin/python ask.py "$url")
{
  echo "OPTIONS     ${with% | *}"
  echo "Django      ${with#* | }"
  echo "without it  ${without#* | }"
} | tee out
grep -q "OPTIONS .*'ssl-mode': 'REQUIRED'" out && grep -q "Django  *TypeError: .*'ssl-mode'" out
grep -q 'without it  *OperationalError' out
