"""Written by scripts.write_data from checker/data/options/daphne.toml; edit that, not this."""

DATA = {'distribution': 'daphne',
 'version': '4.2.3',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--access-log --application-close-timeout --bind --endpoint --fd --http-timeout '
           '--log-fmt --ping-interval --ping-timeout --port --proxy-headers-host '
           '--proxy-headers-port --root-path --server-name --threads --unix-socket --verbosity '
           '--websocket-max-frame-size --websocket-max-message-size --websocket_connect_timeout '
           '--websocket_timeout --ws-protocol -b -e -p -s -t -u -v',
 'flags': '--help --no-server-name --proxy-headers -h',
 'optional': '',
 'types': '--application-close-timeout=int --fd=int --http-timeout=int --ping-interval=int '
          '--ping-timeout=int --port=int --verbosity=int --websocket-max-frame-size=int '
          '--websocket-max-message-size=int --websocket_connect_timeout=int '
          '--websocket_timeout=int -p=int -t=int -v=int',
 'releases': {'oldest': '2.3.0',
              'newest': '4.2.3',
              'first': '--log-fmt=4.0.0 --no-server-name=4.0.0 --websocket-max-frame-size=4.2.2 '
                       '--websocket-max-message-size=4.2.2',
              'last': '--asgi-protocol=2.5.0 --ws-protocol=3.0.2 --threads=?',
              'choices': {'--asgi-protocol': '2.3.0 2.5.0 asgi2=: asgi3=: auto=:'}}}
