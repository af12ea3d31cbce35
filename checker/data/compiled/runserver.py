"""Written by scripts.write_data from checker/data/options/runserver.toml; edit that, not this."""

DATA = {'distribution': 'django',
 'version': '5.2.19',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--pythonpath --settings',
 'flags': '--force-color --help --ipv6 --no-color --noreload --nothreading --skip-checks --version '
          '-6 -h',
 'optional': '',
 'types': '--verbosity=int -v=int',
 'releases': {'oldest': '1.10',
              'newest': '6.1.3',
              'first': '--force-color=2.2 --skip-checks=4.0',
              'last': '--traceback=3.2.25 --verbosity=3.2.25 -v=3.2.25',
              'choices': {'--verbosity': '1.10 3.2.25 0=: 1=: 2=: 3=:'}}}
