"""Written by scripts.write_data from checker/data/options/flask.toml; edit that, not this."""

DATA = {'distribution': 'flask',
 'version': '3.1.3',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--app --env-file -A -e',
 'flags': '--debug --help --no-debug --version',
 'optional': '',
 'releases': {'oldest': '0.12',
              'newest': '3.1.3',
              'first': '--app=2.2.0 --debug=2.2.0 --env-file=2.2.0 --no-debug=2.2.0 -A=2.2.0 '
                       '-e=2.2.0',
              'last': ''}}
