"""Written by scripts.write_data from checker/data/options/pserve.toml; edit that, not this."""

DATA = {'distribution': 'pyramid',
 'version': '2.1',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--app-name --group --log-file --pid-file --reload-interval --server --server-name '
           '--user -n -s',
 'flags': '--browser --daemon --help --monitor-restart --quiet --reload --verbose -b -h -q -v',
 'optional': ''}
