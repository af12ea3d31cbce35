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
 'optional': ''}
