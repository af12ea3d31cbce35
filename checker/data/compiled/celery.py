"""Written by scripts.write_data from checker/data/options/celery.toml; edit that, not this."""

DATA = {'distribution': 'celery',
 'version': '5.7.0',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--app --broker --config --loader --result-backend --workdir -A -b',
 'flags': '--help --no-color --quiet --skip-checks --version -C -q',
 'optional': '',
 'releases': {'oldest': '5.0.5', 'newest': '5.7.0', 'first': '--skip-checks=5.3.0', 'last': ''}}
