"""Written by scripts.write_data from checker/data/options/hypercorn.toml; edit that, not this."""

DATA = {'distribution': 'hypercorn',
 'version': '0.18.0',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--access-log --access-logfile --access-logformat --backlog --bind --ca-certs '
           '--cert-reqs --certfile --ciphers --config --error-log --error-logfile '
           '--graceful-timeout --group --insecure-bind --keep-alive --keyfile --keyfile-password '
           '--log-config --log-file --log-level --max-requests --max-requests-jitter --pid '
           '--quic-bind --read-timeout --root-path --server-name --statsd-host --statsd-prefix '
           '--umask --user --verify-mode --websocket-ping-interval --worker-class --workers -b -c '
           '-g -k -m -p -u -w',
 'flags': '--daemon --debug --help --reload -D -h',
 'optional': '',
 'types': '--backlog=int --cert-reqs=int --graceful-timeout=int --group=int --keep-alive=int '
          '--max-requests=int --max-requests-jitter=int --read-timeout=int --umask=int --user=int '
          '--websocket-ping-interval=int --workers=int -g=int -m=int -u=int -w=int',
 'releases': {'oldest': '0.5.4',
              'newest': '0.18.0',
              'first': '--access-logfile=0.7.0 --daemon=0.18.0 --error-logfile=0.7.0 '
                       '--graceful-timeout=0.10.0 --group=0.8.0 --insecure-bind=0.6.0 '
                       '--keyfile-password=0.13.0 --log-config=0.9.0 --log-file=0.7.0 '
                       '--log-level=0.7.0 --max-requests=0.16.0 --max-requests-jitter=0.16.0 '
                       '--quic-bind=0.8.0 --read-timeout=0.12.0 --server-name=0.10.0 '
                       '--statsd-host=0.7.0 --statsd-prefix=0.7.0 --umask=0.8.0 --user=0.8.0 '
                       '--websocket-ping-interval=0.10.0 -D=0.18.0 -g=0.8.0 -m=0.8.0 -u=0.8.0',
              'last': '--uvloop=0.6.0'}}
