"""Written by scripts.write_data from checker/data/options/flask.toml; edit that, not this."""

DATA = {'distribution': 'flask',
 'version': '3.1.3',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--app --env-file -A -e',
 'flags': '--debug --help --no-debug --version',
 'optional': ''}
