#!/usr/bin/env bash
# What action.yml runs: annotations in the log, a table in the job's summary, SARIF if asked for.
set -euo pipefail

# Nothing of the checkout, which is the working folder, may run: no program that PATH finds there,
# and no module, so pipx and the Pythons that it starts work in the action's own folder.
unset PYTHONPATH PYTHONHOME PYTHONSTARTUP
export PYTHONSAFEPATH=1
checkout=${GITHUB_WORKSPACE:-$PWD}
trusted=
while IFS= read -r -d : entry; do
  case "$entry" in
    "$PWD" | "$PWD"/* | "$checkout" | "$checkout"/*) ;;
    /*) trusted="${trusted:+$trusted:}$entry" ;;
  esac
done <<<"$PATH:"
PATH=$trusted
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
(
  cd "$GITHUB_ACTION_PATH"
  export PIPX_HOME="$tool/home" PIPX_BIN_DIR="$tool/bin" PIPX_MAN_DIR="$tool/man"
  pipx install "$GITHUB_ACTION_PATH" >"$tool/log" 2>&1 || { cat "$tool/log" >&2; exit 2; }
)

arguments=(--format github)
if [ -n "${INPUT_TARGET:-}" ]; then arguments+=(--target "$INPUT_TARGET"); fi
if [ -n "${INPUT_FAIL_ON:-}" ]; then arguments+=(--fail-on "$INPUT_FAIL_ON"); fi
if [ -n "${INPUT_SARIF:-}" ]; then arguments+=(--output "sarif:$INPUT_SARIF"); fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  arguments+=(--output "markdown:$GITHUB_STEP_SUMMARY")
fi
paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<<"${INPUT_PATHS:-.}"

"$tool/bin/pyspec-check" check "${arguments[@]}" -- "${paths[@]}"
