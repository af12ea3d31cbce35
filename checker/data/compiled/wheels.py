"""Written by scripts.write_data from checker/data/releases/wheels.toml; edit that, not this."""

DATA = {'date': '2026-11-29',
 'distribution': {'torch': '3.6:1.0.0 3.7:1.0.0 3.8:1.4.0 3.9:1.7.1 3.10:1.11.0 3.11:1.13.0 '
                           '3.12:2.2.0 3.13:2.5.0 3.14:2.9.0'}}
