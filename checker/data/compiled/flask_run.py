"""Written by scripts.write_data from checker/data/options/flask-run.toml; edit that, not this."""

DATA = {'distribution': 'flask',
 'version': '3.1.3',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--cert --exclude-patterns --extra-files --host --key --port -h -p',
 'flags': '--debug --debugger --eager-loading --help --lazy-loading --no-debug --no-debugger '
          '--no-reload --reload --with-threads --without-threads',
 'optional': '',
 'types': '--port=int -p=int',
 'releases': {'oldest': '0.11',
              'newest': '3.1.3',
              'first': '--cert=1.0 --debug=2.2.3 --exclude-patterns=2.1.0 --extra-files=1.1.0 '
                       '--key=1.0 --lazy-loading=2.0.0 --no-debug=2.2.3',
              'last': '--eager-loading=2.1.3 --lazy-loader=1.1.4 --lazy-loading=2.1.3'}}
