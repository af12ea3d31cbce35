#!/usr/bin/env bash
# daphne 4.2.3 and Django 5.2.19: `daphne` as the last of INSTALLED_APPS, where new apps are written.
#
# The check that daphne registers is about `runserver`, but has the tag of static files, and these checks
# decide about `collectstatic` too (from Django 3.2 on). A server that is listed below staticfiles runs,
# serves every page, and ends each build that collects.
#
# Seen on 2026-11-29, Python 3.11:
#     daphne last   (daphne.E001) Daphne must be listed before django.contrib.staticfiles
#     daphne first  0 static files copied
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check daphne==4.2.3 django==5.2.19
collect() {
  cat >shop.py <<END
SECRET_KEY = "a word"
STATIC_URL = "static/"
STATIC_ROOT = "out"
INSTALLED_APPS = [$1]
END
  env/bin/python -m django collectstatic --noinput --settings shop --pythonpath . 2>&1 || true
}
echo "daphne last   $(collect '"django.contrib.staticfiles", "daphne"' | grep -v '^$' | tail -n 1)" | tee out.txt
echo "daphne first  $(collect '"daphne", "django.contrib.staticfiles"' | grep -v '^$' | tail -n 1)" | tee -a out.txt
grep -q 'last .*daphne.E001' out.txt && grep -q 'first .*static files copied' out.txt
