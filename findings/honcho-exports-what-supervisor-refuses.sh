#!/usr/bin/env bash
# honcho 2.0.0 and supervisor 4.3.0: `honcho export supervisord` writes the variables of `.env` without quotes.
#
# supervisord takes a bare value of letters, digits and `_/.+-():` only, so one URL of a database, with its
# `@`, and the whole file is refused.
#
# Seen on 2026-11-29, Python 3.11:
#     exported     environment=HONCHO_PROCESS_NAME=web.1,DATABASE_URL=postgres://shop@localhost/shop,PORT=5000
#     supervisord  Error: Unexpected end of key/value pairs in value
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check 'honcho[export]==2.0.0' supervisor==4.3.0
echo 'DATABASE_URL=postgres://shop@localhost/shop' >.env
echo 'web: sleep 60' >Procfile
env/bin/honcho export supervisord --app app --user "$(id -un)" --log "$work" units 2>export.log
printf '[supervisord]\nnodaemon=true\npidfile=%s/pid\nlogfile=%s/log\n[include]\nfiles=units/*.conf\n' "$work" "$work" >all.conf
exported=$(grep -h '^environment=' units/*.conf)
said=$(timeout 20 env/bin/supervisord --nodaemon --configuration all.conf 2>&1 | grep -o 'Error: .* in value' || true)
echo "exported     $exported"
echo "supervisord  $said"
[ "$said" = 'Error: Unexpected end of key/value pairs in value' ]
