"""Written by scripts.write_data from checker/data/options/flask-run.toml; edit that, not this."""

DATA = {'distribution': 'flask',
 'version': '3.1.3',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--cert --exclude-patterns --extra-files --host --key --port -h -p',
 'flags': '--debug --debugger --eager-loading --help --lazy-loading --no-debug --no-debugger '
          '--no-reload --reload --with-threads --without-threads',
 'optional': ''}
