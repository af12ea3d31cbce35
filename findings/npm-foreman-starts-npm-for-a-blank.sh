#!/usr/bin/env bash
# foreman 3.0.1 (npm), a Procfile with a line that holds one blank.
#
# An empty line is skipped. A line of blanks is no entry and no comment, for which the whole file is put
# aside: what is started is `npm start` of the package.json beside it, another program.
# (honcho 2.0.0 skips the line.)
#
# Seen on 2026-11-29, Node 20:
#     an empty line      the Procfile's command
#     a line of a blank  the command of package.json
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf '{"private": true, "scripts": {"start": "echo the command of package.json"}}' >package.json
npm install --silent --no-save --no-audit --no-fund foreman@3.0.1
started() { # PROCFILE
  printf "$1" >Procfile
  timeout 30 node_modules/.bin/nf start 2>&1 | grep -oE "the Procfile's command|the command of package.json" | tail -1
}
empty=$(started "web: echo \"the Procfile's command\"\n\n")
blank=$(started "web: echo \"the Procfile's command\"\n \n")
echo "an empty line      $empty"
echo "a line of a blank  $blank"
[ "$empty" = "the Procfile's command" ] && [ "$blank" = 'the command of package.json' ]
