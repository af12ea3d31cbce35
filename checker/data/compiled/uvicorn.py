"""Written by scripts.write_data from checker/data/options/uvicorn.toml; edit that, not this."""

DATA = {'distribution': 'uvicorn',
 'version': '0.54.0',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--app-dir --backlog --env-file --fd --forwarded-allow-ips '
           '--h11-max-incomplete-event-size --header --host --http --interface --lifespan '
           '--limit-concurrency --limit-max-requests --limit-max-requests-jitter --log-config '
           '--log-level --loop --port --reload-delay --reload-dir --reload-exclude '
           '--reload-include --root-path --ssl-ca-certs --ssl-cert-reqs --ssl-certfile '
           '--ssl-ciphers --ssl-keyfile --ssl-keyfile-password --ssl-version '
           '--timeout-graceful-shutdown --timeout-keep-alive --timeout-worker-healthcheck --uds '
           '--workers --ws --ws-max-queue --ws-max-size --ws-per-message-deflate '
           '--ws-ping-interval --ws-ping-timeout',
 'flags': '--access-log --date-header --debug --factory --help --http2 --no-access-log '
          '--no-date-header --no-proxy-headers --no-server-header --no-use-colors --proxy-headers '
          '--reload --reset-contextvars --server-header --use-colors --version',
 'optional': ''}
