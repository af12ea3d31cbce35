#!/usr/bin/env bash
# python-decouple 3.8, python-dotenv 1.2.4 and django-environ: 0.10.0, 0.11.2, 0.14.0, a comment behind a value
# of a `.env` file.
#
# python-dotenv ends the value before ` #`. For decouple and django-environ the comment is a part of it: one
# refuses it as a truth value, the other takes what is not `on`, `true`, … for False. So `DEBUG=on # while
# testing` is True, an error, or False without a word. django-environ 0.11 ended values at each `#`, so that
# an upgrade to it shortens a password, and the next one turns a switch off.
#
# Seen on 2026-11-29, Python 3.11, the lines `DEBUG=on # while testing` and `WORD=a#b`:
#     python-dotenv 1.2.4    on, a#b
#     python-decouple 3.8    ValueError: Invalid truth value: on # while testing, a#b
#     django-environ 0.10.0  False, a#b
#     django-environ 0.11.2  True, a
#     django-environ 0.14.0  False, a#b
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check python-decouple==3.8 python-dotenv==1.2.4
printf 'DEBUG=on # while testing\nWORD=a#b\n' >.env
cat >ask.py <<'END'
import decouple
import dotenv

values = dotenv.dotenv_values(".env")
print(f"python-dotenv 1.2.4    {values['DEBUG']}, {values['WORD']}")
config = decouple.Config(decouple.RepositoryEnv(".env"))
try:
    debug = config("DEBUG", cast=bool)
except ValueError as error:
    debug = f"ValueError: {error}"
print(f"python-decouple 3.8    {debug}, {config('WORD')}")
END
{
  env -u DEBUG -u WORD env/bin/python ask.py
  for release in 0.10.0 0.11.2 0.14.0; do
    env/bin/python -m pip install --quiet --disable-pip-version-check "django-environ==$release"
    env -u DEBUG -u WORD env/bin/python -c "
import environ
environ.Env.read_env('.env')
env = environ.Env()
print('django-environ $release ', env.bool('DEBUG'), end=', ')
print(env('WORD'))"
  done
} | tee out
grep -q 'dotenv 1.2.4  *on, a#b$' out && grep -q 'decouple 3.8  *ValueError: .*, a#b$' out
grep -q '0.10.0  *False, a#b$' out && grep -q '0.11.2  *True, a$' out && grep -q '0.14.0  *False, a#b$' out
