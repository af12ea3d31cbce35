"""Written by scripts.write_data from checker/data/options/granian.toml; edit that, not this."""

DATA = {'distribution': 'granian',
 'version': '2.8.7',
 'date': '2026-11-22',
 'syntax': 'click',
 'values': '--access-log-fmt --backlog --backpressure --blocking-threads '
           '--blocking-threads-idle-timeout --env-files --host --http --http1-buffer-size '
           '--http1-header-read-timeout --http2-initial-connection-window-size '
           '--http2-initial-stream-window-size --http2-keep-alive-interval '
           '--http2-keep-alive-timeout --http2-max-concurrent-streams --http2-max-frame-size '
           '--http2-max-headers-size --http2-max-send-buffer-size --interface --log-config '
           '--log-level --loop --metrics-address --metrics-port --metrics-scrape-interval '
           '--pid-file --port --process-name --reload-ignore-dirs --reload-ignore-paths '
           '--reload-ignore-patterns --reload-paths --reload-tick --respawn-interval '
           '--rss-sample-interval --rss-samples --runtime-blocking-threads --runtime-mode '
           '--runtime-threads --ssl-ca --ssl-certificate --ssl-crl --ssl-keyfile '
           '--ssl-keyfile-password --ssl-protocol-min --static-path-dir-to-file '
           '--static-path-expires --static-path-mount --static-path-route --task-impl '
           '--threading-mode --threads --uds --uds-permissions --url-path-prefix --workers '
           '--workers-kill-timeout --workers-lifetime --workers-max-rss --working-dir',
 'flags': '--access-log --factory --help --http1-keep-alive --http1-pipeline-flush '
          '--http2-adaptive-window --log --metrics --no-access-log --no-factory '
          '--no-http1-keep-alive --no-http1-pipeline-flush --no-http2-adaptive-window --no-log '
          '--no-metrics --no-opt --no-reload --no-reload-ignore-worker-failure '
          '--no-respawn-failed-workers --no-ssl-client-verify --no-ws --opt --reload '
          '--reload-ignore-worker-failure --respawn-failed-workers --ssl-client-verify --version '
          '--ws',
 'optional': '',
 'types': '--backlog=int:128: --backpressure=int:1: --blocking-threads=int:1: '
          '--http1-buffer-size=int:8192: --http1-header-read-timeout=int:1:60000 '
          '--http2-initial-connection-window-size=int:1024: '
          '--http2-initial-stream-window-size=int:1024: --http2-keep-alive-interval=int:1:60000 '
          '--http2-max-concurrent-streams=int:10: --http2-max-frame-size=int:1024: '
          '--http2-max-headers-size=int:1: --http2-max-send-buffer-size=int:1024: '
          '--metrics-port=int --port=int --reload-tick=int:50:5000 --respawn-interval=float '
          '--runtime-blocking-threads=int:1: --runtime-threads=int:1: --workers-max-rss=int:1: '
          '--workers=int:1:',
 'releases': {'oldest': '0.2.6',
              'newest': '2.8.9',
              'first': '--access-log=1.4.4 --access-log-fmt=1.4.4 --backpressure=1.4.4 '
                       '--blocking-threads=1.0.2 --blocking-threads-idle-timeout=2.0.0 '
                       '--env-files=2.4.0 --factory=1.6.4 --http1-buffer-size=1.0.2 '
                       '--http1-header-read-timeout=2.0.0 --http1-keep-alive=1.0.2 '
                       '--http1-pipeline-flush=1.0.2 --http2-adaptive-window=1.0.2 '
                       '--http2-initial-connection-window-size=1.0.2 '
                       '--http2-initial-stream-window-size=1.0.2 --http2-keep-alive-interval=1.0.2 '
                       '--http2-keep-alive-timeout=1.0.2 --http2-max-concurrent-streams=1.0.2 '
                       '--http2-max-frame-size=1.0.2 --http2-max-headers-size=1.0.2 '
                       '--http2-max-send-buffer-size=1.0.2 --log=0.7.6 --log-config=0.4.3 '
                       '--metrics=2.7.0 --metrics-address=2.7.0 --metrics-port=2.7.0 '
                       '--metrics-scrape-interval=2.7.0 --no-access-log=1.4.4 --no-factory=1.6.4 '
                       '--no-http1-keep-alive=1.0.2 --no-http1-pipeline-flush=1.0.2 '
                       '--no-http2-adaptive-window=1.0.2 --no-log=0.7.6 --no-metrics=2.7.0 '
                       '--no-opt=0.4.3 --no-reload=0.3.2 --no-reload-ignore-worker-failure=2.2.0 '
                       '--no-respawn-failed-workers=1.0.2 --no-ssl-client-verify=2.3.0 --opt=0.4.3 '
                       '--pid-file=1.5.2 --process-name=1.1.2 --reload=0.3.2 '
                       '--reload-ignore-dirs=1.6.4 --reload-ignore-paths=1.6.4 '
                       '--reload-ignore-patterns=1.6.4 --reload-ignore-worker-failure=2.2.0 '
                       '--reload-paths=1.6.4 --reload-tick=2.2.0 --respawn-failed-workers=1.0.2 '
                       '--respawn-interval=1.3.2 --rss-sample-interval=2.5.0 --rss-samples=2.6.0 '
                       '--runtime-blocking-threads=2.0.0 --runtime-mode=2.0.0 '
                       '--runtime-threads=2.0.0 --ssl-ca=2.3.0 --ssl-client-verify=2.3.0 '
                       '--ssl-crl=2.3.0 --ssl-keyfile-password=1.6.4 --ssl-protocol-min=2.6.0 '
                       '--static-path-dir-to-file=2.7.0 --static-path-expires=2.3.0 '
                       '--static-path-mount=2.3.0 --static-path-route=2.3.0 --task-impl=1.7.6 '
                       '--uds=2.5.0 --uds-permissions=2.6.0 --url-path-prefix=0.3.2 '
                       '--workers-kill-timeout=1.7.6 --workers-lifetime=1.6.4 '
                       '--workers-max-rss=2.5.0 --working-dir=2.4.0',
              'last': '--install-completion=1.2.3 --no-opt=1.6.4 --opt=1.6.4 '
                      '--show-completion=1.2.3 --threading-mode=1.7.6 --threads=1.7.6',
              'choices': {'--http': '0.2.6 2.8.9 1=: 2=: auto=:',
                          '--install-completion': '0.2.6 1.2.3 bash=: fish=: powershell=: pwsh=: '
                                                  'zsh=:',
                          '--interface': '0.2.6 2.8.9 asgi=: asginl=1.2.3: rsgi=: wsgi=:',
                          '--log-level': '0.2.6 2.8.9 critical=: debug=: error=: info=: '
                                         'notset=1.7.6: warn=: warning=:',
                          '--loop': '0.2.6 2.8.9 asyncio=: auto=: rloop=1.7.6: uvloop=: '
                                    'winloop=2.6.0:',
                          '--runtime-mode': '2.0.0 2.8.9 auto=2.6.0: mt=: st=:',
                          '--show-completion': '0.2.6 1.2.3 bash=: fish=: powershell=: pwsh=: '
                                               'zsh=:',
                          '--ssl-protocol-min': '2.6.0 2.8.9 tls1.2=: tls1.3=:',
                          '--task-impl': '1.7.6 2.8.9 asyncio=: auto=:1.7.6 rust=:',
                          '--threading-mode': '0.2.6 1.7.6 runtime=: workers=:'}}}
