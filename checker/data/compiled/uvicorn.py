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
 'optional': '',
 'types': '--backlog=int --fd=int --h11-max-incomplete-event-size=int --limit-concurrency=int '
          '--limit-max-requests=int --limit-max-requests-jitter=int --port=int '
          '--reload-delay=float --ssl-cert-reqs=int --ssl-version=int '
          '--timeout-graceful-shutdown=int --timeout-keep-alive=int '
          '--timeout-worker-healthcheck=int --workers=int --ws-max-queue=int --ws-max-size=int '
          '--ws-ping-interval=float --ws-ping-timeout=float',
 'releases': {'oldest': '0.11.0',
              'newest': '0.54.0',
              'first': '--app-dir=0.11.6 --backlog=0.11.2 --date-header=0.15.0 --factory=0.13.0 '
                       '--h11-max-incomplete-event-size=0.18.0 --http2=0.53.0 '
                       '--limit-max-requests-jitter=0.41.0 --no-date-header=0.15.0 '
                       '--no-server-header=0.15.0 --reload-delay=0.12.0 --reload-exclude=0.15.0 '
                       '--reload-include=0.15.0 --reset-contextvars=0.45.0 --server-header=0.15.0 '
                       '--ssl-keyfile-password=0.12.2 --timeout-graceful-shutdown=0.22.0 '
                       '--timeout-worker-healthcheck=0.37.0 --ws-max-queue=0.23.0 '
                       '--ws-max-size=0.15.0 --ws-per-message-deflate=0.17.0 '
                       '--ws-ping-interval=0.15.0 --ws-ping-timeout=0.15.0',
              'last': '--debug=?',
              'choices': {'--http': '0.11.0 0.35.0 auto=: h11=: httptools=:',
                          '--interface': '0.11.0 0.54.0 asgi2=: asgi3=: auto=: wsgi=:',
                          '--lifespan': '0.11.0 0.54.0 auto=: off=: on=:',
                          '--log-level': '0.11.0 0.54.0 critical=: debug=: error=: info=: trace=: '
                                         'warning=:',
                          '--loop': '0.11.0 0.35.0 asyncio=: auto=: uvloop=:',
                          '--ws': '0.11.0 0.35.0 auto=: none=: websockets=: '
                                  'websockets-sansio=0.35.0: wsproto=:'}}}
