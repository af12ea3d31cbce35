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
 'optional': '--proxy-protocol',
 'releases': {'oldest': '18.0',
              'newest': '27.0.1',
              'first': '--asgi-disconnect-grace-period=25.0.2 --asgi-lifespan=24.0.0 '
                       '--asgi-loop=24.0.0 --ca-certs=19.0.0 --capture-output=19.6.0 '
                       '--casefold-http-method=22.0.0 --cert-reqs=19.0.0 --ciphers=19.0.0 '
                       '--control-socket=25.1.0 --control-socket-mode=25.1.0 --dirty-app=25.0.0 '
                       '--dirty-graceful-timeout=25.0.0 --dirty-threads=25.0.0 '
                       '--dirty-timeout=25.0.0 --dirty-workers=25.0.0 '
                       '--disable-redirect-access-to-syslog=19.8.0 '
                       '--do-handshake-on-connect=19.0.0 --dogstatsd-tags=20.0.0 '
                       '--enable-backlog-metric=24.1.0 --forwarded-allow-ips=19.0.0 '
                       '--forwarder-headers=23.0.0 --header-map=22.0.0 --http-parser=25.2.0 '
                       '--http-protocols=25.0.0 --http2-cleartext=26.2.0 '
                       '--http2-initial-window-size=25.0.0 --http2-max-concurrent-streams=25.0.0 '
                       '--http2-max-frame-size=25.0.0 --http2-max-header-list-size=25.0.0 '
                       '--initgroups=19.7.0 --log-config-dict=19.8.0 --log-config-json=21.0.0 '
                       '--max-requests-jitter=19.2.0 --no-control-socket=25.1.0 '
                       '--no-sendfile=19.4.0 --paste=19.0.0 --paste-global=19.7.0 '
                       '--permit-obsolete-folding=23.0.0 '
                       '--permit-unconventional-http-method=22.0.0 '
                       '--permit-unconventional-http-version=22.0.0 --print-config=20.1.0 '
                       '--protocol=24.0.0 --reload=19.0.0 --reload-engine=19.7.0 '
                       '--reload-extra-file=19.8.0 --reuse-port=19.8.0 --root-path=24.0.0 '
                       '--sendfile=19.2.0 --ssl-version=19.0.0 --statsd-host=19.1.0 '
                       '--statsd-prefix=19.2.0 --strip-header-spaces=19.10.0 '
                       '--suppress-ragged-eofs=19.0.0 --threads=19.0.0 '
                       '--tolerate-dangerous-framing=22.0.0 --uwsgi-allow-from=24.0.0 '
                       '--websocket-max-message-size=27.0.0 --worker-tmp-dir=19.0.0',
              'last': '--debug=19.1.1 --log-config-dict=20.0.4 --sendfile=19.3.0 --settings=19.6.0 '
                      '--tolerate-dangerous-framing=22.0.0',
              'choices': {'--worker-class': '19.0.0 27.0.1 asgi=24.0.0: eventlet=:25.3.0 '
                                            'gaiohttp=:19.10.0 gevent=: gevent_pywsgi=: '
                                            'gevent_wsgi=: gthread=19.4.0: sync=: tornado=:'}}}
