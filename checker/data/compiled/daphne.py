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
 'optional': ''}
