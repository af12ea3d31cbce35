#!/usr/bin/env bash
# requirements-parser 0.13.1 and pip 26.3, a requirement that goes on behind a backslash.
#
# pip-compile writes each pin with hashes in that form. requirements-parser takes the first line as the
# whole requirement and loses the pin; the second one is an error.
#
# Seen on 2026-11-29, Python 3.11, the lines `six \\` and `    ==1.16.0`:
#     pip                  would install six-1.16.0
#     requirements-parser  six without a version, then InvalidRequirement
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/python -m pip install --quiet --disable-pip-version-check requirements-parser==0.13.1 pip==26.3
printf 'six \\\n    ==1.16.0\n' >requirements.txt
pip=$(env/bin/python -m pip install --dry-run --ignore-installed --no-deps -r requirements.txt 2>&1 | grep -o 'six-[0-9.]*[0-9]' | tail -1)
cat >read.py <<'END'
import requirements

found = []
try:
    for each in requirements.parse(open("requirements.txt")):
        found.append(f"{each.name} {each.specs}")
except Exception as error:
    found.append(type(error).__name__)
print(", then ".join(found))
END
parser=$(env/bin/python read.py)
echo "pip                  would install $pip"
echo "requirements-parser  $parser"
[ "$pip" = six-1.16.0 ] && [ "$parser" = 'six [], then InvalidRequirement' ]
