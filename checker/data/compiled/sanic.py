"""Written by scripts.write_data from checker/data/options/sanic.toml; edit that, not this."""

DATA = {'distribution': 'sanic',
 'version': '25.12.1',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--cert --group --host --key --logfile --pidfile --port --reload-dir --tls --unix '
           '--user --workers -H -R -p -u -w',
 'flags': '--access-logs --auto-reload --auto-tls --coffee --daemon --debug --dev --factory --fast '
          '--help --http --module --motd --no-access-logs --no-coffee --no-motd '
          '--no-noisy-exceptions --no-repl --noisy-exceptions --reload --repl --simple '
          '--single-process --tls-strict-host --verbosity --version -1 -3 -D -d -h -m -r -s -v',
 'optional': ''}
