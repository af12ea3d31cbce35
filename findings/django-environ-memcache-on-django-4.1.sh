#!/usr/bin/env bash
# django-environ 0.14.0 and Django: 4.0.10, 5.2.19, `CACHE_URL=memcache://…` with `env.cache_url()`.
#
# The scheme stands for a backend that Django 4.1 has removed, whatever client is installed. `migrate`,
# `collectstatic` and the start pass, since only the platform sets the variable and they use no cache; the
# first page that does fails. `pymemcache://` works, if pymemcache is installed.
#
# Seen on 2026-11-29, Python 3.11, the start of WSGI, then `cache.get("x")`:
#     Django 4.0.10  starts, then ModuleNotFoundError: No module named 'memcache'
#     Django 5.2.19  starts, then InvalidCacheBackendError: … does not define a "MemcachedCache"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
cat >shop.py <<'END'
import environ

CACHES = {"default": environ.Env().cache_url("CACHE_URL")}
SECRET_KEY = "a word"
ROOT_URLCONF = "shop"
MIDDLEWARE = []
END
cat >ask.py <<'END'
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
try:
    cache.get("x")
except Exception as error:
    print(f"starts, then {type(error).__name__}: {error}")
END
for release in 4.0.10 5.2.19; do
  env/bin/python -m pip install --quiet --disable-pip-version-check django-environ==0.14.0 "django==$release"
  echo "Django $release  $(CACHE_URL=memcache://127.0.0.1:9 DJANGO_SETTINGS_MODULE=shop env/bin/python ask.py | grep starts)"
done | tee out
grep -q "4.0.10 .*ModuleNotFoundError: No module named 'memcache'" out
grep -q '5.2.19 .*InvalidCacheBackendError.*MemcachedCache' out
