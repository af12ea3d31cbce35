"""Written by scripts.write_data from checker/data/options/runserver.toml; edit that, not this."""

DATA = {'distribution': 'django',
 'version': '5.2.19',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--pythonpath --settings',
 'flags': '--force-color --help --ipv6 --no-color --noreload --nothreading --skip-checks --version '
          '-6 -h',
 'optional': ''}
