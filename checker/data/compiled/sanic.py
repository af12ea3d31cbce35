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
 'optional': '',
 'types': '--http=int --port=int --workers=int -p=int -w=int',
 'releases': {'oldest': '20.6.0',
              'newest': '25.12.1',
              'first': '--access-logs=20.12.0 --auto-reload=21.6.0 --auto-tls=22.6.0 '
                       '--coffee=22.9.0 --daemon=25.12.0 --dev=21.12.0 --factory=21.6.0 '
                       '--fast=21.12.0 --group=25.12.0 --http=22.6.0 --inspect=22.9.0 '
                       '--inspect-raw=22.9.0 --legacy=22.9.0 --logfile=25.12.0 --motd=21.12.0 '
                       '--no-access-logs=20.12.0 --no-coffee=22.9.0 --no-motd=21.12.0 '
                       '--no-noisy-exceptions=21.12.0 --no-repl=23.12.0 --noisy-exceptions=21.12.0 '
                       '--pidfile=25.12.0 --reload=21.6.0 --reload-dir=21.6.0 --repl=23.12.0 '
                       '--simple=21.6.0 --single-process=22.9.0 --tls=21.12.0 '
                       '--tls-strict-host=21.12.0 --trigger-reload=22.9.0 '
                       '--trigger-shutdown=22.9.0 --unix=20.6.2 --user=25.12.0 --verbosity=21.12.0 '
                       '--version=20.12.0 -1=22.6.0 -3=22.6.0 -D=25.12.0 -H=20.12.0 -R=21.6.0 '
                       '-d=21.6.0 -p=20.12.0 -r=21.6.0 -s=21.6.0 -u=20.12.0 -v=20.12.0 -w=20.12.0',
              'last': '--inspect=22.12.0 --inspect-raw=22.12.0 --legacy=22.12.0 '
                      '--trigger-reload=22.12.0 --trigger-shutdown=22.12.0 --module=? -m=?',
              'choices': {'--http': '22.6.0 25.12.1 1=: 3=:'}}}
