#!/usr/bin/env bash
# django-on-heroku 1.1.2 and Django: 5.0.14, 5.1.15.
#
# `django_on_heroku.settings(locals())` chooses WhiteNoise's storage, which gives static files names with a
# hash, by STATICFILES_STORAGE. Django 5.1 no longer reads that setting: the files keep their plain names,
# browsers keep old copies, and nothing says so. The release has no upper bound for Django.
#
# Seen on 2026-11-29, Python 3.11:
#     Django 5.0.14  CompressedManifestStaticFilesStorage
#     Django 5.1.15  StaticFilesStorage
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check django-on-heroku==1.1.2
cat >settings.py <<'END'
SECRET_KEY = "x"
BASE_DIR = "."
INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = []
import django_on_heroku

django_on_heroku.settings(locals(), databases=False, logging=False, secret_key=False, test_runner=False)
END
cat >ask.py <<'END'
import django
from django.contrib.staticfiles.storage import staticfiles_storage

django.setup()
print(type(staticfiles_storage._wrapped).__name__ if staticfiles_storage.location else "")
END
storage() { # RELEASE
  env/bin/python -m pip install --quiet --disable-pip-version-check "django==$1"
  DJANGO_SETTINGS_MODULE=settings env/bin/python -W ignore ask.py
}
old=$(storage 5.0.14)
new=$(storage 5.1.15)
echo "Django 5.0.14  $old"
echo "Django 5.1.15  $new"
[ "$old" = CompressedManifestStaticFilesStorage ] && [ "$new" = StaticFilesStorage ]
