"""Written by scripts.write_data from checker/data/options/gunicorn.toml; edit that, not this."""

DATA = {'distribution': 'gunicorn',
 'version': '27.0.1',
 'date': '2026-11-22',
 'syntax': 'argparse',
 'values': '--access-logfile --access-logformat --asgi-disconnect-grace-period --asgi-lifespan '
           '--asgi-loop --backlog --bind --ca-certs --cert-reqs --certfile --chdir --ciphers '
           '--config --control-socket --control-socket-mode --dirty-app --dirty-graceful-timeout '
           '--dirty-threads --dirty-timeout --dirty-workers --dogstatsd-tags --env --error-logfile '
           '--forwarded-allow-ips --forwarder-headers --graceful-timeout --group --header-map '
           '--http-parser --http-protocols --http2-cleartext --http2-initial-window-size '
           '--http2-max-concurrent-streams --http2-max-frame-size --http2-max-header-list-size '
           '--keep-alive --keyfile --limit-request-field_size --limit-request-fields '
           '--limit-request-line --log-config --log-config-json --log-file --log-level '
           '--log-syslog-facility --log-syslog-prefix --log-syslog-to --logger-class '
           '--max-requests --max-requests-jitter --name --paste --paste-global --paster --pid '
           '--protocol --proxy-allow-from --pythonpath --reload-engine --reload-extra-file '
           '--root-path --settings --ssl-version --statsd-host --statsd-prefix --threads --timeout '
           '--umask --user --uwsgi-allow-from --websocket-max-message-size --worker-class '
           '--worker-connections --worker-tmp-dir --workers -b -c -e -g -k -m -n -p -t -u -w',
 'flags': '--capture-output --casefold-http-method --check-config --daemon --debug '
          '--disable-redirect-access-to-syslog --do-handshake-on-connect --enable-backlog-metric '
          '--enable-stdio-inheritance --help --initgroups --log-syslog --no-control-socket '
          '--no-sendfile --permit-obsolete-folding --permit-unconventional-http-method '
          '--permit-unconventional-http-version --preload --print-config --reload --reuse-port '
          '--spew --strip-header-spaces --suppress-ragged-eofs --version -D -R -h -v',
 'optional': '--proxy-protocol'}
