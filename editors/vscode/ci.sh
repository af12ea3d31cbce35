#!/usr/bin/env bash
# Installs what the extension is made with, then lints, compiles, tests and packs it. Needs Node 18.18 or
# newer with npm, and python3; PYSPEC_CHECK names the pyspec-check whose server the tests start.
set -euo pipefail
cd "$(dirname "$0")"

npm ci --no-progress --loglevel=error
npm run lint
npm test
rm -f ./*.vsix
npm run package
python3 check_vsix.py ./*.vsix
