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
 'optional': ''}
