#!/usr/bin/env bash
# What action.yml runs: annotations in the log, a table in the job's summary, SARIF if asked for.
set -euo pipefail

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

exec pipx run --spec "$GITHUB_ACTION_PATH" pyspec-check check "${arguments[@]}" -- "${paths[@]}"
