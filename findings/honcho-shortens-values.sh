#!/usr/bin/env bash
# honcho 2.0.0 and python-dotenv 1.2.4, the same `.env` file.
#
# honcho takes the words of a value as a shell's lexer does and joins them: `a#b` loses what follows the `#`,
# `a b` its blank. `NAME=` and `export NAME=value` are left out. python-dotenv, which the program itself
# may use for the same file, reads each as it stands. (foreman 3.0.1 of npm reads the file as honcho does.)
#
# Seen on 2026-11-29, Python 3.11:
#     honcho         {'HASH': 'a', 'BLANK': 'ab', 'EMPTY': None, 'EXPORTED': None}
#     python-dotenv  {'HASH': 'a#b', 'BLANK': 'a b', 'EMPTY': '', 'EXPORTED': '1'}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check honcho==2.0.0 python-dotenv==1.2.4
printf 'HASH=a#b\nBLANK=a b\nEMPTY=\nexport EXPORTED=1\n' >.env
cat >shown.py <<'END'
import os

print({name: os.environ.get(name) for name in ("HASH", "BLANK", "EMPTY", "EXPORTED")})
END
honcho=$(env/bin/honcho run env/bin/python shown.py)
dotenv=$(env/bin/python -c 'import dotenv; print(dict(dotenv.dotenv_values(".env")))')
echo "honcho         $honcho"
echo "python-dotenv  $dotenv"
[ "$honcho" = "{'HASH': 'a', 'BLANK': 'ab', 'EMPTY': None, 'EXPORTED': None}" ]
[ "$dotenv" = "{'HASH': 'a#b', 'BLANK': 'a b', 'EMPTY': '', 'EXPORTED': '1'}" ]
