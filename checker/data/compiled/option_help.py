"""Written by scripts.write_data from checker/data/option-help.toml; edit that, not this."""

DATA = {'text': {'gunicorn': {'--bind -b': 'The address to listen on, `HOST:PORT`; it may be given '
                                    'several times. Without it: `0.0.0.0:$PORT` where the variable '
                                    'PORT is set, else `127.0.0.1:8000`, which nothing outside the '
                                    'container reaches.',
                       '--workers -w': 'How many processes serve requests. Without it: the '
                                       'variable WEB_CONCURRENCY, else 1.',
                       '--worker-class -k': 'What kind of process serves requests: `sync` (the '
                                            'default), `gthread`, `gevent`, `eventlet`, or a class '
                                            'such as `uvicorn.workers.UvicornWorker`, which an '
                                            'ASGI application needs. gevent and eventlet have to '
                                            'be in requirements.txt.',
                       '--threads': 'How many threads each worker has; more than 1 makes a `sync` '
                                    'worker a `gthread` one. Default: 1.',
                       '--worker-connections': 'How many clients one worker serves at a time; not '
                                               'for `sync` workers. Default: 1000.',
                       '--timeout -t': 'Seconds after which a worker that does not answer is '
                                       'killed and started anew; 0: never. Default: 30.',
                       '--graceful-timeout': 'Seconds that workers get to finish their requests on '
                                             'a restart or stop. Default: 30.',
                       '--keep-alive': 'Seconds to wait for the next request on a connection; '
                                       '`sync` workers keep none open. Default: 2.',
                       '--max-requests': 'A worker is started anew after so many requests, which '
                                         'bounds what a leak costs; 0: never. Default: 0.',
                       '--max-requests-jitter': 'At most so many requests are added to '
                                                '--max-requests, differently for each worker, so '
                                                'that not all restart at once. Default: 0.',
                       '--log-file --error-logfile': 'The file that errors and start-up messages '
                                                     'are appended to; `-` is standard error, '
                                                     'which the platform collects. Default: `-`.',
                       '--access-logfile': 'The file that a line for each request is appended to; '
                                           '`-` is standard output, which the platform collects. '
                                           'Without it nothing is logged for a request, unless '
                                           "GUNICORN_CMD_ARGS says so, as the slug builder's does.",
                       '--access-logformat': 'How a line of the access log looks. A `: ` in it '
                                             'breaks a Procfile that is read as YAML.',
                       '--log-level': 'The least that is logged: `debug`, `info`, `warning`, '
                                      '`error`, `critical`. Default: `info`.',
                       '--log-config': "A file that configures Python's logging.",
                       '--capture-output': 'What the application prints goes to the error log too.',
                       '--chdir': 'The folder to change to before the application is imported.',
                       '--pythonpath': 'Folders, separated by commas, to look for modules in '
                                       'first.',
                       '--config -c': 'The configuration file: a path, or `python:MODULE`. Without '
                                      'it: `gunicorn.conf.py` in the working folder, if there is '
                                      'one.',
                       '--preload': 'The application is imported once, before the workers are '
                                    'forked: a faster start and less memory, and an error in it '
                                    'ends the start at once.',
                       '--reload': 'Workers restart when the code changes: for development; it '
                                   'does not go with --preload.',
                       '--daemon -D': 'Goes into the background. The container ends when its first '
                                      'process does, so that it is started again and again: not on '
                                      'this platform.',
                       '--env -e': 'Sets a variable for the application, `NAME=VALUE`.',
                       '--name -n': 'The name of the processes in `ps`; it needs the package '
                                    'setproctitle.',
                       '--pid -p': "A file that the process's number is written to. It is no port: "
                                   'that is part of --bind.',
                       '--user -u': 'The user that workers run as.',
                       '--group -g': 'The group that workers run as.',
                       '--forwarded-allow-ips': 'Addresses of the proxies whose headers are '
                                                'trusted, separated by commas; `*`: any. Without '
                                                'it: the variable FORWARDED_ALLOW_IPS, which the '
                                                'slug builder sets to `*`; else the container '
                                                'itself.',
                       '--worker-tmp-dir': "The folder for the workers' heartbeat files; "
                                           '`/dev/shm` avoids stalls on slow disks.',
                       '--backlog': 'How many connections may wait. Default: 2048.',
                       '--certfile': "The certificate for HTTPS. The platform's gateway ends HTTPS "
                                     'before the container.',
                       '--keyfile': "The key for HTTPS. The platform's gateway ends HTTPS before "
                                    'the container.',
                       '--check-config': 'Only checks the configuration, and ends: nothing is '
                                         'served.',
                       '--print-config': 'Prints the configuration, and ends: nothing is served.',
                       '--statsd-host': '`HOST:PORT` of a StatsD server to send metrics to.',
                       '--paste --paster': 'A Paste Deploy file, with the application after `#`.'},
          'uvicorn': {'--host': 'The address to listen on. Default: `127.0.0.1`, which nothing '
                                'outside the container reaches; `0.0.0.0` is all.',
                      '--port': 'The port to listen on. Default: 8000.',
                      '--workers': 'How many processes serve requests. Without it: the variable '
                                   'WEB_CONCURRENCY, else 1; it does not go with --reload.',
                      '--reload': 'Restarts when the code changes: for development.',
                      '--reload-dir': 'A folder that --reload watches.',
                      '--factory': 'What is named is called to get the application.',
                      '--app-dir': "The folder to look for the application's module in first. "
                                   'Default: the working folder.',
                      '--env-file': 'A file of variables; it needs the package python-dotenv.',
                      '--log-level': 'The least that is logged: `critical`, `error`, `warning`, '
                                     '`info`, `debug`, `trace`. Default: `info`.',
                      '--log-config': "A file that configures Python's logging: INI, JSON or YAML.",
                      '--access-log': 'Logs a line for each request: the default.',
                      '--no-access-log': 'Logs nothing for a request.',
                      '--proxy-headers': "Takes the client's address and scheme from "
                                         'X-Forwarded-For and X-Forwarded-Proto: the default, for '
                                         'the proxies of --forwarded-allow-ips.',
                      '--forwarded-allow-ips': 'Addresses of the proxies whose headers are '
                                               'trusted, separated by commas; `*`: any. Without '
                                               'it: the variable FORWARDED_ALLOW_IPS, which the '
                                               'slug builder sets to `*`; else `127.0.0.1`.',
                      '--root-path': 'The path below which a proxy publishes the application.',
                      '--loop': 'The event loop: `auto`, `asyncio` or `uvloop`.',
                      '--http': 'The HTTP implementation: `auto`, `h11` or `httptools`.',
                      '--ws': 'The WebSocket implementation; it needs the package websockets or '
                              'wsproto.',
                      '--lifespan': 'Whether start-up and shutdown events are sent: `auto`, `on` '
                                    'or `off`.',
                      '--interface': 'How the application is called: `auto`, `asgi3`, `asgi2` or '
                                     '`wsgi`.',
                      '--limit-concurrency': 'More requests than so many at a time are answered '
                                             'with 503.',
                      '--limit-max-requests': 'Ends after so many requests.',
                      '--timeout-keep-alive': 'Seconds to wait for the next request on a '
                                              'connection. Default: 5.',
                      '--timeout-graceful-shutdown': 'Seconds that requests get to finish on a '
                                                     'stop.',
                      '--uds': 'A Unix socket to listen on, instead of a port: nothing outside the '
                               'container reaches it.',
                      '--backlog': 'How many connections may wait. Default: 2048.'},
          'hypercorn': {'--bind -b': 'The address to listen on, `HOST:PORT`; it may be given '
                                     'several times. Default: `127.0.0.1:8000`, which nothing '
                                     'outside the container reaches.',
                        '--workers -w': 'How many processes serve requests. Default: 1.',
                        '--worker-class -k': 'What each process runs on: `asyncio` (the default), '
                                             '`uvloop` or `trio`.',
                        '--access-logfile --access-log': 'The file for a line for each request; '
                                                         '`-` is standard output.',
                        '--error-logfile --error-log --log-file': 'The file for errors; `-` is '
                                                                  'standard error.',
                        '--config -c': 'The configuration file: TOML, or `python:MODULE`, or '
                                       '`file:PATH`.',
                        '--reload': 'Restarts when the code changes: for development.',
                        '--daemon -D': 'Goes into the background: the container ends when its '
                                       'first process does.',
                        '--log-level': 'The least that is logged. Default: `info`.',
                        '--graceful-timeout': 'Seconds that requests get to finish on a stop. '
                                              'Default: 3.',
                        '--keep-alive': 'Seconds to wait for the next request on a connection. '
                                        'Default: 5.',
                        '--root-path': 'The path below which a proxy publishes the application.'},
          'daphne': {'--bind -b': 'The address to listen on, without the port. Default: '
                                  '`127.0.0.1`, which nothing outside the container reaches; '
                                  '`0.0.0.0` is all.',
                     '--port -p': 'The port to listen on. Default: 8000.',
                     '--unix-socket -u': 'A Unix socket to listen on: nothing outside the '
                                         'container reaches it.',
                     '--endpoint -e': 'What to listen on, as Twisted describes it: '
                                      '`tcp:port=8000:interface=0.0.0.0`.',
                     '--access-log': 'The file for a line for each request; `-` is standard '
                                     'output.',
                     '--verbosity -v': 'How much is logged: 0 to 3. Default: 1.',
                     '--http-timeout -t': 'Seconds after which a request is given up.',
                     '--proxy-headers': "Takes the client's address from X-Forwarded-For.",
                     '--root-path': 'The path below which a proxy publishes the application.'},
          'waitress-serve': {'--listen': 'The address to listen on, `HOST:PORT`; it may be given '
                                         'several times. Default: `0.0.0.0:8080`.',
                             '--host': 'The address to listen on. Default: `0.0.0.0`, which is '
                                       'all.',
                             '--port': 'The port to listen on. Default: 8080.',
                             '--threads': 'How many threads serve requests. Default: 4.',
                             '--call': 'What is named is called to get the application.',
                             '--url-scheme': 'The scheme that the application is told, `http` or '
                                             '`https`. Default: `http`.',
                             '--url-prefix': 'The path below which the application is published.',
                             '--unix-socket': 'A Unix socket to listen on: nothing outside the '
                                              'container reaches it.',
                             '--channel-timeout': 'Seconds after which an idle connection is '
                                                  'closed. Default: 120.'},
          'granian': {'--host': 'The address to listen on. Default: `127.0.0.1`, which nothing '
                                'outside the container reaches; `0.0.0.0` is all.',
                      '--port': 'The port to listen on. Default: 8000.',
                      '--interface': 'How the application is called: `asgi`, `asginl`, `rsgi` (the '
                                     'default) or `wsgi`. A Flask or Django WSGI application needs '
                                     '`wsgi`.',
                      '--workers': 'How many processes serve requests. Default: 1.',
                      '--factory': 'What is named is called to get the application.',
                      '--reload': 'Restarts when the code changes: for development; it needs an '
                                  'extra of granian.',
                      '--access-log': 'Logs a line for each request.',
                      '--log-level': 'The least that is logged. Default: `info`.',
                      '--url-path-prefix': 'The path below which the application is published.'},
          'flask': {'--app -A': 'The application: `module`, `module:name` or `module:factory()`. '
                                'Without it: FLASK_APP, else `wsgi.py` or `app.py`.',
                    '--env-file -e': 'A file of variables; it needs the package python-dotenv.',
                    '--debug': 'Debug mode: the reloader and an interactive debugger, which gives '
                               'every visitor a shell. Not on a platform.'},
          'flask-run': {'--host -h': 'The address to listen on. Default: `127.0.0.1`, which '
                                     'nothing outside the container reaches; `0.0.0.0` is all.',
                        '--port -p': 'The port to listen on. Default: 5000.',
                        '--reload': 'Restarts when the code changes: for development.',
                        '--debugger': 'An interactive debugger, which gives every visitor a shell. '
                                      'Not on a platform.',
                        '--debug': 'Debug mode: the reloader and an interactive debugger, which '
                                   'gives every visitor a shell. Not on a platform.',
                        '--with-threads': 'A thread for each request: the default.'},
          'runserver': {'--noreload': 'Does not restart when the code changes: one process instead '
                                      'of two.',
                        '--nothreading': 'One request at a time.',
                        '--settings': 'The settings module, instead of DJANGO_SETTINGS_MODULE.',
                        '--pythonpath': 'A folder to look for modules in first.'},
          'streamlit-run': {'--server.port': 'The port to listen on. Default: 8501.',
                            '--server.address': 'The address to listen on. Without it: all.',
                            '--server.headless': 'Does not open a browser or ask for an e-mail '
                                                 'address; a container needs `true`.',
                            '--server.enableCORS': 'Whether other origins are refused. Default: '
                                                   'true.',
                            '--server.enableXsrfProtection': 'Whether uploads need a token. '
                                                             'Default: true.',
                            '--server.baseUrlPath': 'The path below which the application is '
                                                    'published.',
                            '--server.maxUploadSize': 'The largest upload in megabytes. Default: '
                                                      '200.',
                            '--server.fileWatcherType': 'How changes of the code are noticed: '
                                                        '`auto`, `watchdog`, `poll` or `none`.',
                            '--browser.gatherUsageStats': 'Whether statistics are sent to '
                                                          'Streamlit. Default: true.',
                            '--logger.level': 'The least that is logged: `error`, `warning`, '
                                              '`info`, `debug`.'},
          'sanic': {'--host -H': 'The address to listen on. Default: `127.0.0.1`, which nothing '
                                 'outside the container reaches; `0.0.0.0` is all.',
                    '--port -p': 'The port to listen on. Default: 8000.',
                    '--workers -w': 'How many processes serve requests. Default: 1.',
                    '--fast': 'As many workers as the machine allows.',
                    '--factory': 'What is named is called to get the application.',
                    '--debug -d': 'Debug mode: for development.',
                    '--dev': 'Debug mode that restarts when the code changes: for development.',
                    '--access-logs': 'Logs a line for each request.',
                    '--single-process': 'Serves in the first process, without a manager.'},
          'celery': {'--app -A': 'The module, or `module:name`, of the Celery application.',
                     '--broker -b': 'The address of the broker, instead of what the application '
                                    'says.',
                     '--workdir': 'The folder to change to first.'},
          'celery-worker': {'--loglevel -l': 'The least that is logged: `DEBUG`, `INFO`, '
                                             '`WARNING`, `ERROR`, `CRITICAL`. Default: `WARNING`.',
                            '--concurrency -c': 'How many tasks run at a time. Default: the number '
                                                'of processors.',
                            '--pool -P': 'What tasks run in: `prefork` (the default), `eventlet`, '
                                         '`gevent`, `solo`, `threads`.',
                            '--queues -Q': 'The queues to take tasks from, separated by commas.',
                            '--beat -B': 'Sends periodic tasks too; only one worker may do that.',
                            '--hostname -n': "The worker's name, which must be its own.",
                            '--max-tasks-per-child': 'A process is replaced after so many tasks.',
                            '--detach -D': 'Goes into the background: the container ends when its '
                                           'first process does.',
                            '--app -A': 'The module, or `module:name`, of the Celery application.'},
          'pserve': {'--reload': 'Restarts when the code changes: for development.',
                     '--server-name': 'The section of the file that says how to serve. Default: '
                                      '`main`.',
                     '--app-name -n': 'The section of the file that names the application. '
                                      'Default: `main`.'}}}
