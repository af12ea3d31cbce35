"""Written by scripts.write_data from checker/data/options/waitress-serve.toml; edit that, not this."""

DATA = {'distribution': 'waitress',
 'version': '3.0.2',
 'date': '2026-11-22',
 'syntax': 'getopt',
 'values': '--asyncore-loop-timeout --backlog --channel-request-lookahead --channel-timeout '
           '--cleanup-interval --connection-limit --host --ident --inbuf-overflow --listen '
           '--max-request-body-size --max-request-header-size --outbuf-high-watermark '
           '--outbuf-overflow --port --recv-bytes --send-bytes --threads --unix-socket '
           '--unix-socket-perms --url-prefix --url-scheme',
 'flags': '--asyncore-use-poll --call --expose-tracebacks --help --ipv4 --ipv6 --log-socket-errors '
          '--no-expose-tracebacks --no-ipv4 --no-ipv6 --no-log-socket-errors',
 'optional': '',
 'types': '--asyncore-loop-timeout=int --backlog=int --channel-request-lookahead=int '
          '--channel-timeout=int --cleanup-interval=int --connection-limit=int '
          '--inbuf-overflow=int --max-request-body-size=int --max-request-header-size=int '
          '--outbuf-high-watermark=int --outbuf-overflow=int --port=int --recv-bytes=int '
          '--send-bytes=int --threads=int --trusted-proxy-count=int',
 'releases': {'oldest': '1.0.2',
              'newest': '3.0.2',
              'first': '--channel-request-lookahead=2.0.0 --outbuf-high-watermark=1.3.0',
              'last': ''}}
