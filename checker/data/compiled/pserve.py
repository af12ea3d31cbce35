"""Written by scripts.write_data from checker/data/options/pserve.toml; edit that, not this."""

DATA = {'distribution': 'pyramid',
 'version': '2.1',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--app-name --group --log-file --pid-file --reload-interval --server --server-name '
           '--user -n -s',
 'flags': '--browser --daemon --help --monitor-restart --quiet --reload --verbose -b -h -q -v',
 'optional': '',
 'releases': {'oldest': '1.6',
              'newest': '2.1',
              'first': '',
              'last': '--daemon=1.7.6 --group=1.7.6 --log-file=1.7.6 --monitor-restart=1.7.6 '
                      '--pid-file=1.7.6 --status=1.7.6 --stop-daemon=1.7.6 --user=1.7.6'}}
