#!/usr/bin/env bash
# Sanic 25.12.1: `app = Sanic(__name__)`, as other frameworks are given their name.
#
# A name may have letters, digits, `_` and `-`. In `server.py` the line is fine; the same file in a package
# has `__name__ == "shop.server"`, and the dot ends the start. Until 21.3 any name was taken.
#
# Seen on 2026-11-29, Python 3.11:
#     import server       server
#     import shop.server  SanicException: Sanic instance named 'shop.server' uses an invalid format.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check sanic==25.12.1 setuptools==80.9.0
mkdir shop
printf 'from sanic import Sanic\n\napp = Sanic(__name__)\n' | tee server.py >shop/server.py
ask() {
  env/bin/python -c "
from importlib import import_module
from sanic.exceptions import SanicException
try:
    print(import_module('$1').app.name)
except SanicException as error:
    print('SanicException:', error)
"
}
echo "import server       $(ask server)" | tee out
echo "import shop.server  $(ask shop.server)" | tee -a out
grep -q 'server       server$' out && grep -q "SanicException: .*'shop.server'" out
