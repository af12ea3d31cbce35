"""Written by scripts.write_data from checker/data/options/fastapi-run.toml; edit that, not this."""

DATA = {'distribution': 'fastapi-cli',
 'version': '0.0.34',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--app --entrypoint --forwarded-allow-ips --host --port --root-path --workers -e',
 'flags': '--help --no-proxy-headers --no-reload --proxy-headers --reload --verbose -h -v',
 'optional': '',
 'types': '--port=int --workers=int',
 'releases': {'oldest': '0.0.2',
              'newest': '0.0.34',
              'first': '',
              'last': '--entrypoint=? --forwarded-allow-ips=? --verbose=? --workers=? -e=? -h=? '
                      '-v=?'}}
