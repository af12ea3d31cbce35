"""Written by scripts.write_data from checker/data/releases/importable.toml; edit that, not this."""

DATA = {'date': '2026-11-29',
 'pythons': ['2.7.18',
             '3.6.15',
             '3.7.16',
             '3.8.18',
             '3.9.18',
             '3.10.13',
             '3.11.7',
             '3.12.1',
             '3.13.0',
             '3.14.10'],
 'distribution': {'aiohttp': {'errors': [['import',
                                          'aiohttp',
                                          "ModuleNotFoundError: No module named 'cgi'"],
                                         ['build',
                                          '',
                                          'error: longintrepr.h: No such file or directory'],
                                         ['build',
                                          '',
                                          'error: ‘PyDictObject’ has no member named '
                                          '‘ma_version_tag’']],
                              '3.14': '3.0.0 3.3.2 0, 3.4.0 3.8.1 1, 3.8.3 3.8.6 2, 3.9.0 3.14.5 '
                                      'ok'},
                  'alembic': {'errors': [['import',
                                          'alembic',
                                          "AttributeError: module 'inspect' has no attribute "
                                          "'getargspec'"],
                                         ['import',
                                          'alembic',
                                          "AttributeError: module 'inspect' has no attribute "
                                          "'formatargspec'"]],
                              '3.14': '0.8.0 0.9.5 0, 0.9.6 1.0.4 1, 1.0.5 1.20.1 ok'},
                  'amqp': {'errors': [['import',
                                       'amqp',
                                       "ImportError: cannot import name 'formatargspec' from "
                                       "'inspect'"],
                                      ['import',
                                       'amqp',
                                       "ModuleNotFoundError: No module named 'imp'"]],
                           '3.11': '1.4.6 1.4.9 ok, 2.5.0 2.6.1 0, 5.0.1 5.0.1 ok',
                           '3.12 3.13': '1.4.6 1.4.9 1, 2.5.0 2.6.1 0, 5.0.1 5.0.1 ok',
                           '3.14': '1.4.6 1.4.9 1, 2.5.0 2.6.1 0, 5.0.1 5.4.2 ok'},
                  'apscheduler': {'errors': [['use',
                                              'A()',
                                              "ImportError: cannot import name 'MutableMapping' "
                                              "from 'collections'"]],
                                  '3.14': '3.1.0 3.5.3 0, 3.6.0 3.11.3 ok'},
                  'babel': {'errors': [['import',
                                        'babel',
                                        "ImportError: cannot import name 'MutableMapping' from "
                                        "'collections'"]],
                            '3.10 3.11 3.12 3.13': '1.3 2.6.0 0, 2.7.0 2.12.1 ok',
                            '3.14': '1.3 2.6.0 0, 2.7.0 2.19.0 ok'},
                  'beautifulsoup4': {'errors': [['import',
                                                 'bs4',
                                                 'ImportError: cannot import name '
                                                 "'HTMLParseError'"],
                                                ['import', 'bs4', 'SyntaxError: invalid syntax'],
                                                ['import',
                                                 'bs4',
                                                 'SyntaxError: multiple exception types must be '
                                                 'parenthesized'],
                                                ['use',
                                                 "bs4.BeautifulSoup('<p>', 'html.parser')",
                                                 "AttributeError: module 'collections' has no "
                                                 "attribute 'Callable'"],
                                                ['import',
                                                 'bs4',
                                                 'SyntaxError: Missing parentheses in call to '
                                                 "'print'. Did you mean print(...)?"]],
                                     '3.6': '4.3.2 4.3.2 0, 4.4.0 4.10.0 ok',
                                     '3.7 3.8 3.9': '4.3.2 4.3.2 1, 4.4.0 4.10.0 ok',
                                     '3.10 3.11 3.12 3.13': '4.3.2 4.3.2 2, 4.4.0 4.6.1 3, 4.6.2 '
                                                            '4.10.0 ok',
                                     '3.14': '4.3.2 4.3.2 4, 4.4.0 4.6.1 3, 4.6.2 4.15.0 ok'},
                  'billiard': {'errors': [['import',
                                           'billiard',
                                           "ModuleNotFoundError: No module named 'imp'"]],
                               '3.12 3.13': '3.3.0.20 3.5.0.3 0, 3.5.0.4 3.5.0.4 ok',
                               '3.14': '3.3.0.20 3.5.0.3 0, 3.5.0.4 4.3.2 ok'},
                  'bleach': {'errors': [['import',
                                         'bleach',
                                         "ImportError: cannot import name 'Mapping' from "
                                         "'collections'"]],
                             '3.14': '2.0.0 2.0.0 ok, 3.1.5 3.1.5 0, 3.2.0 6.4.0 ok'},
                  'boto': {'errors': [['import',
                                       'boto',
                                       'ModuleNotFoundError: No module named '
                                       "'boto.vendored.six.moves'"]],
                           '3.14': '2.38.0 2.49.0 0'},
                  'boto3': {'errors': [['import',
                                        'boto3',
                                        "ImportError: cannot import name 'Mapping' from "
                                        "'collections'"],
                                       ['import',
                                        'boto3',
                                        "ModuleNotFoundError: No module named 'cgi'"]],
                            '3.10 3.11': '1.4.4 1.9.251 0, 1.10.0 1.26.5 ok',
                            '3.12': '1.4.4 1.9.251 0, 1.20.0 1.26.5 ok',
                            '3.13': '1.4.4 1.25.5 1, 1.26.5 1.26.5 ok',
                            '3.14': '1.4.4 1.25.5 1, 1.26.5 1.44.8 ok'},
                  'bottle': {'errors': [['build', '', "ModuleNotFoundError: No module named 'cgi'"],
                                        ['import',
                                         'bottle',
                                         "ModuleNotFoundError: No module named 'cgi'"]],
                             '3.14': '0.12.9 0.12.15 0, 0.12.16 0.12.25 1, 0.13.0 0.13.4 ok'},
                  'celery': {'errors': [['import',
                                         'celery.app.base',
                                         "ImportError: cannot import name 'Callable' from "
                                         "'collections'"],
                                        ['import',
                                         'celery',
                                         "ImportError: cannot import name 'formatargspec' from "
                                         "'inspect'"],
                                        ['import',
                                         'celery',
                                         "ModuleNotFoundError: No module named 'imp'"]],
                             '3.10': '3.1.17 4.2.2 0, 4.4.7 5.3.4 ok',
                             '3.11': '3.1.17 3.1.26.post2 0, 4.2.2 4.4.7 1, 5.0.0 5.3.4 ok',
                             '3.12 3.13': '3.1.17 3.1.26.post2 2, 4.2.2 4.4.7 1, 5.0.0 5.3.4 ok',
                             '3.14': '3.1.17 3.1.26.post2 2, 4.2.2 4.4.7 1, 5.0.0 5.7.0 ok'},
                  'cffi': {'errors': [['build',
                                       '',
                                       'error: invalid use of incomplete typedef '
                                       '‘PyInterpreterState’ {aka ‘struct _is’}']],
                           '3.8': '1.5.0 1.11.5 0, 1.12.2 1.15.1 ok',
                           '3.9': '1.5.0 1.12.2 0, 1.12.3 1.15.1 ok',
                           '3.10 3.11 3.12 3.13': '1.5.0 1.12.2 0, 1.14.1 1.15.1 ok',
                           '3.14': '1.5.0 1.12.2 0, 1.14.1 2.1.1 ok'},
                  'django': {'errors': [['import',
                                         'django.core.wsgi',
                                         "ImportError: cannot import name 'Mapping' from "
                                         "'collections'"],
                                        ['import',
                                         'django.core.wsgi',
                                         "ImportError: cannot import name 'Iterator' from "
                                         "'collections'"],
                                        ['import',
                                         'django.core.management',
                                         "ImportError: cannot import name 'Iterator' from "
                                         "'collections'"],
                                        ['import',
                                         'django.core.wsgi',
                                         "AttributeError: module 'collections' has no attribute "
                                         "'Iterator'"],
                                        ['import',
                                         'django.core.management',
                                         'ModuleNotFoundError: No module named '
                                         "'django.utils.six.moves'"],
                                        ['import',
                                         'django.core.wsgi',
                                         "ModuleNotFoundError: No module named 'cgi'"]],
                             '3.10 3.11': '1.8 1.8 0, 1.9.2 1.9.2 1, 1.11.29 1.11.29 2, 2.0 2.0 3, '
                                          '3.2.9 4.1 ok',
                             '3.12': '1.8 1.11.29 4, 2.0 2.0 3, 3.2.9 4.1 ok',
                             '3.13': '1.8 1.11.29 4, 2.0 4.0.10 5, 4.1 4.1 ok',
                             '3.14': '1.8 1.11.29 4, 2.0 4.0.10 5, 4.1 6.1.3 ok'},
                  'django-allauth': {'errors': [['build',
                                                 '',
                                                 "ImportError: cannot import name 'convert_path' "
                                                 "from 'setuptools'"]],
                                     '3.14': '0.20.0 0.32.0 ok, 0.33.0 0.49.0 0, 0.50.0 65.22.1 '
                                             'ok'},
                  'django-cors-headers': {'errors': [['import',
                                                      'corsheaders',
                                                      "ImportError: cannot import name 'Sequence' "
                                                      "from 'collections'"]],
                                          '3.14': '1.1.0 1.2.2 ok, 1.3.0 2.4.0 0, 2.5.0 2.5.3 '
                                                  'setuptools, 3.1.0 4.9.0 ok'},
                  'django-environ': {'errors': [['import',
                                                 'environ',
                                                 "AttributeError: module 'pkgutil' has no "
                                                 "attribute 'find_loader'"],
                                                ['import',
                                                 'environ',
                                                 "ImportError: cannot import name 'find_loader' "
                                                 "from 'pkgutil'"]],
                                     '3.14': '0.4.0 0.4.4 ok, 0.4.5 0.7.0 0, 0.8.0 0.10.0 1, '
                                             '0.11.2 0.14.0 ok'},
                  'django-filter': {'errors': [['import',
                                                'django_filters',
                                                "ImportError: cannot import name 'Iterable' from "
                                                "'collections'"],
                                               ['import',
                                                'django_filters',
                                                "AttributeError: module 'pkgutil' has no attribute "
                                                "'find_loader'"]],
                                    '3.10 3.11': '2.0.0 2.0.0 0, 2.1.0 25.2 ok',
                                    '3.12 3.13': '2.0.0 2.0.0 0, 2.1.0 2.1.0 setuptools, 22.1 25.2 '
                                                 'ok',
                                    '3.14': '2.0.0 2.0.0 0, 2.1.0 23.3 1, 23.4 26.2 ok'},
                  'django-redis': {'errors': [['build',
                                               '',
                                               'setuptools.extern.packaging.version.InvalidVersion: '
                                               "Invalid version: '-versiontools-redis-cache-'"],
                                              ['build',
                                               '',
                                               'packaging.version.InvalidVersion: Invalid version: '
                                               "':versiontools:redis_cache:'"]],
                                   '3.7': '1.4.5 2.2 0, 2.2.2 5.2.0 ok',
                                   '3.8': '1.4.5 2.2 1, 2.2.2 5.2.0 ok',
                                   '3.9 3.10 3.11 3.12 3.13': '1.4.5 2.2 1, 2.2.2 6.0.0 ok',
                                   '3.14': '1.4.5 2.2 1, 2.2.2 7.0.0 ok'},
                  'eventlet': {'errors': [['import',
                                           'eventlet',
                                           "ModuleNotFoundError: No module named 'imp'"],
                                          ['import',
                                           'eventlet',
                                           "TypeError: cannot set 'is_timeout' attribute of "
                                           "immutable type 'TimeoutError'"],
                                          ['import',
                                           'eventlet',
                                           "AttributeError: module 'ssl' has no attribute "
                                           "'wrap_socket'"],
                                          ['import',
                                           'eventlet.wsgi',
                                           "AttributeError: module 'eventlet.green.thread' has no "
                                           "attribute 'start_joinable_thread'"]],
                               '3.14': '0.20.0 0.30.2 0, 0.30.3 0.32.0 1, 0.33.0 0.33.3 2, 0.34.1 '
                                       '0.37.0 3, 0.38.0 0.41.3 ok'},
                  'falcon': {'errors': [['import',
                                         'falcon',
                                         "AttributeError: module 'collections' has no attribute "
                                         "'MutableMapping'"],
                                        ['import',
                                         'falcon',
                                         "ModuleNotFoundError: No module named 'cgi'"],
                                        ['build', '', "ModuleNotFoundError: No module named 'cgi'"],
                                        ['build',
                                         '',
                                         "AttributeError: module 'falcon' has no attribute "
                                         "'__version__'"]],
                             '3.14': '1.0.0 1.4.1 0, 2.0.0 2.0.0 1, 3.0.0 3.0.1 2, 3.1.0 3.1.3 3, '
                                     '4.0.0 4.4.0 ok'},
                  'feedparser': {'errors': [['build',
                                             '',
                                             'error in feedparser setup command: use_2to3 is '
                                             'invalid.'],
                                            ['import',
                                             'feedparser',
                                             "ModuleNotFoundError: No module named 'cgi'"]],
                                 '3.14': '5.2.0.post1 5.2.1 0, 6.0.2 6.0.10 1, 6.0.11 6.0.14 ok'},
                  'flask': {'errors': [['import',
                                        'flask',
                                        "ImportError: cannot import name 'MutableMapping' from "
                                        "'collections'"],
                                       ['import',
                                        'flask',
                                        "ModuleNotFoundError: No module named 'imp'"],
                                       ['use',
                                        "flask.Flask('site').test_client()",
                                        "AttributeError: module 'pkgutil' has no attribute "
                                        "'get_loader'"]],
                            '3.10 3.11': '0.10.1 0.12.5 ok, 1.0 1.0.2 0, 1.0.3 2.0.0 ok',
                            '3.12 3.13': '0.10.1 0.10.1 1, 0.11 0.12.5 ok, 1.0 1.0.2 0, 1.0.3 '
                                         '2.0.0 ok',
                            '3.14': '0.10.1 0.10.1 1, 0.11 0.12.5 2, 1.0 1.0.2 0, 1.0.3 1.0.3 2, '
                                    '2.0.0 3.1.3 ok'},
                  'flask-restplus': {'errors': [['import',
                                                 'flask_restplus',
                                                 "ImportError: cannot import name 'Hashable' from "
                                                 "'collections'"]],
                                     '3.14': '0.9.0 0.10.1 0'},
                  'freezegun': {'errors': [['import',
                                            'freezegun',
                                            "AttributeError: module 'time' has no attribute "
                                            "'clock'"],
                                           ['import',
                                            'freezegun',
                                            "AttributeError: module 'uuid' has no attribute "
                                            "'_load_system_functions'"]],
                                '3.14': '0.1.8 0.3.10 ok, 0.3.11 0.3.11 0, 0.3.12 1.4.0 1, 1.5.0 '
                                        '1.5.5 ok'},
                  'gevent': {'errors': [['build',
                                         '',
                                         'error: too few arguments to function ‘PyCode_New’'],
                                        ['build',
                                         '',
                                         'error: longintrepr.h: No such file or directory'],
                                        ['build',
                                         '',
                                         'error: too few arguments to function '
                                         '‘_PyLong_AsByteArray’'],
                                        ['build',
                                         '',
                                         'Cython.Compiler.Errors.CompileError: srccorecext.pyx'],
                                        ['build',
                                         '',
                                         'error: #error "this header requires Py_BUILD_CORE '
                                         'define"']],
                             '3.14': '1.1.0 1.1.0 0, 1.2.1 1.3.6 1, 20.5.0 20.5.0 2, 20.6.0 20.9.0 '
                                     '3, 21.1.0 22.10.1 4, 23.7.0 24.10.3 3, 25.8.1 26.9.0 ok'},
                  'graphene': {'errors': [['import',
                                           'graphene',
                                           "ImportError: cannot import name 'Mapping' from "
                                           "'collections'"]],
                               '3.14': '2.1.7 2.1.8 0, 2.1.9 3.4.3 ok'},
                  'graphql-core': {'errors': [['import',
                                               'graphql',
                                               "AttributeError: module 'collections' has no "
                                               "attribute 'Iterable'"]],
                                   '3.14': '2.0 2.1 0, 2.2 3.3.2 ok'},
                  'greenlet': {'errors': [['build',
                                           '',
                                           'error: ‘PyThreadState’ {aka ‘struct _ts’} has no '
                                           'member named ‘recursion_depth’'],
                                          ['build',
                                           '',
                                           'error: ‘_PyErr_StackItem’ {aka ‘struct '
                                           '_err_stackitem’} has no member named ‘exc_type’'],
                                          ['build',
                                           '',
                                           'error: #error "this header requires Py_BUILD_CORE '
                                           'define"'],
                                          ['build',
                                           '',
                                           'error: ‘_PyCFrame’ was not declared in this scope; did '
                                           'you mean ‘_frame’?'],
                                          ['build',
                                           '',
                                           'error: aggregate ‘_PyInterpreterFrame iframe_copy’ has '
                                           'incomplete type and cannot be defined'],
                                          ['build',
                                           '',
                                           'error: ‘Py_C_RECURSION_LIMIT’ was not declared in this '
                                           'scope']],
                               '3.14': '0.4.9 0.4.13 0, 0.4.14 1.1.2 1, 1.1.3 1.1.3.post0 2, 2.0.0 '
                                       '2.0.2 3, 3.0.0 3.0.3 2, 3.1.0 3.1.1 4, 3.2.0 3.2.1 5, '
                                       '3.2.2 3.5.6 ok'},
                  'gunicorn': {'errors': [['import',
                                           'gunicorn.app.wsgiapp',
                                           'ModuleNotFoundError: No module named '
                                           "'gunicorn.six.moves'"]],
                               '3.12 3.13': '19.4.0 19.10.0 0, 20.0.0 20.1.0 ok',
                               '3.14': '19.4.0 19.10.0 0, 20.0.0 27.0.1 ok'},
                  'html5lib': {'errors': [['import',
                                           'html5lib',
                                           "ImportError: cannot import name 'Mapping' from "
                                           "'collections'"],
                                          ['build',
                                           '',
                                           "ModuleNotFoundError: No module named 'pkg_resources'"],
                                          ['build',
                                           '',
                                           "AttributeError: module 'ast' has no attribute 'Str'"]],
                               '3.10 3.11': '0.9999999 1.0.1 0, 1.1 1.1 ok',
                               '3.12 3.13': '0.9999999 0.9999999 0, 0.99999999 0.99999999 1, '
                                            '0.999999999 1.0.1 0, 1.1 1.1 ok',
                               '3.14': '0.9999999 0.9999999 2, 0.99999999 0.99999999 1, '
                                       '0.999999999 1.0.1 0, 1.1 1.1 ok'},
                  'httplib2': {'errors': [['import',
                                           'httplib2',
                                           "AttributeError: module 'ssl' has no attribute "
                                           "'wrap_socket'"]],
                               '3.14': '0.9 0.10.3 0, 0.11.0 0.32.1 ok'},
                  'httptools': {'errors': [['build',
                                            '',
                                            'error: longintrepr.h: No such file or directory'],
                                           ['build',
                                            '',
                                            'error: ‘PyDictObject’ has no member named '
                                            '‘ma_version_tag’'],
                                           ['build',
                                            '',
                                            'error: too few arguments to function '
                                            '‘_PyLong_AsByteArray’']],
                                '3.14': '0.0.13 0.3.0 0, 0.4.0 0.5.0 1, 0.6.0 0.6.1 2, 0.6.2 0.9.0 '
                                        'ok'},
                  'httpx': {'errors': [['import',
                                        'httpx',
                                        "ImportError: cannot import name 'Middleware' from "
                                        "'httpx.middleware'"],
                                       ['import',
                                        'httpx',
                                        "ModuleNotFoundError: No module named 'cgi'"]],
                            '3.14': '0.9.0 0.9.1 0, 0.9.2 0.23.0 1, 0.23.1 0.28.1 ok'},
                  'ipython': {'errors': [['import',
                                          'IPython',
                                          "AttributeError: module 'inspect' has no attribute "
                                          "'getargspec'"],
                                         ['import',
                                          'IPython',
                                          "ModuleNotFoundError: No module named 'imp'"],
                                         ['import',
                                          'IPython',
                                          "AttributeError: module 'asyncio' has no attribute "
                                          "'coroutine'"]],
                              '3.14': '2.0.0 3.2.3 0, 4.0.0 6.5.0 1, 7.0.0 7.5.0 2, 7.6.0 9.18.1 '
                                      'ok'},
                  'jinja2': {'errors': [['import',
                                         'jinja2',
                                         "ImportError: cannot import name 'Mapping' from "
                                         "'collections'"],
                                        ['import',
                                         'jinja2',
                                         're.error: global flags not at the start of the '
                                         'expression at position 3'],
                                        ['import',
                                         'jinja2',
                                         're.PatternError: global flags not at the start of the '
                                         'expression at position 3']],
                             '3.10': '2.8 2.10.1 0, 2.10.2 3.1.6 ok',
                             '3.11 3.12': '2.8 2.8.1 1, 2.9 2.10.1 0, 2.10.2 3.1.6 ok',
                             '3.13 3.14': '2.8 2.8.1 2, 2.9 2.10.1 0, 2.10.2 3.1.6 ok'},
                  'kombu': {'errors': [['use',
                                        "kombu.Connection('memory://')",
                                        "ImportError: cannot import name '_uuid_generate_random'"],
                                       ['use',
                                        "kombu.Connection('memory://')",
                                        "ImportError: cannot import name '_uuid_generate_random' "
                                        "from 'uuid'"],
                                       ['use',
                                        "kombu.Connection('memory://')",
                                        'SyntaxError: invalid syntax'],
                                       ['use',
                                        "kombu.Connection('memory://')",
                                        "ImportError: cannot import name 'Iterable' from "
                                        "'collections'"],
                                       ['use',
                                        "kombu.Connection('memory://')",
                                        "ImportError: cannot import name 'formatargspec' from "
                                        "'inspect'"],
                                       ['use',
                                        "kombu.Connection('memory://')",
                                        "ModuleNotFoundError: No module named 'imp'"],
                                       ['use',
                                        "kombu.Connection('memory://')",
                                        "AttributeError: 'EntryPoints' object has no attribute "
                                        "'get'"]],
                            '3.6': '3.0.24 3.0.24 0, 4.0.0 5.0.2 ok',
                            '3.7': '3.0.24 3.0.24 1, 4.0.0 4.1.0 2, 4.2.0 5.2.4 ok',
                            '3.8 3.9': '3.0.24 3.0.24 1, 4.0.0 4.1.0 2, 4.2.0 5.3.0 ok',
                            '3.10': '3.0.24 3.0.24 1, 3.0.37 3.0.37 3, 4.0.0 4.1.0 2, 4.2.0 '
                                    '4.2.2.post1 3, 4.6.11 5.3.0 ok',
                            '3.11': '3.0.24 3.0.24 1, 3.0.37 3.0.37 3, 4.0.0 4.1.0 2, 4.2.2.post1 '
                                    '4.6.11 4, 5.0.2 5.3.0 ok',
                            '3.12 3.13': '3.0.24 3.0.37 5, 4.0.0 4.1.0 2, 4.2.2.post1 4.6.11 4, '
                                         '5.0.2 5.2.4 6, 5.3.0 5.3.0 ok',
                            '3.14': '3.0.24 3.0.37 5, 4.0.0 4.1.0 2, 4.2.2.post1 4.6.11 4, 5.0.2 '
                                    '5.2.4 6, 5.3.0 5.7.0 ok'},
                  'lxml': {'errors': [['build',
                                       '',
                                       'error: longintrepr.h: No such file or directory'],
                                      ['build',
                                       '',
                                       'error: too few arguments to function ‘PyCode_New’'],
                                      ['build',
                                       '',
                                       'error: ‘PyDictObject’ has no member named '
                                       '‘ma_version_tag’'],
                                      ['build',
                                       '',
                                       'error: ‘_PyObject_NextNotImplemented’ undeclared (first '
                                       'use in this function); did you mean '
                                       '‘PyObject_HashNotImplemented’?']],
                           '3.11': '3.7.0 4.6.4 0, 4.9.2 6.0.1 ok',
                           '3.12': '3.7.0 4.6.4 0, 4.9.3 6.0.1 ok',
                           '3.13': '3.7.0 4.6.4 0, 6.0.0 6.0.1 ok',
                           '3.14': '3.6.0 3.6.0 1, 3.7.0 4.6.4 0, 4.6.5 4.9.2 2, 4.9.3 4.9.4 3, '
                                   '6.0.1 6.1.3 ok'},
                  'markdown': {'errors': [['build',
                                           '',
                                           "AttributeError: 'xml.etree.ElementTree.Element' object "
                                           "has no attribute 'getiterator'"],
                                          ['use',
                                           "markdown.markdown('a')",
                                           "AttributeError: 'xml.etree.ElementTree.Element' object "
                                           "has no attribute 'getiterator'"],
                                          ['build',
                                           '',
                                           "ModuleNotFoundError: No module named 'imp'"]],
                               '3.9': '2.6 2.6 0, 2.6.10 2.6.10 1, 2.6.11 3.4.4 ok',
                               '3.10 3.11': '2.6 2.6 0, 2.6.10 2.6.10 1, 2.6.11 3.10.2 ok',
                               '3.12 3.13': '2.6 2.6.10 2, 2.6.11 3.10.2 ok',
                               '3.14': '2.6 2.6.10 2, 2.6.11 3.11.3 ok'},
                  'markupsafe': {'errors': [['build',
                                             '',
                                             "ImportError: cannot import name 'Feature'"],
                                            ['build',
                                             '',
                                             "ImportError: cannot import name 'Feature' from "
                                             "'setuptools'"],
                                            ['import',
                                             'markupsafe',
                                             "ImportError: cannot import name 'Mapping' from "
                                             "'collections'"]],
                                 '3.6': '0.23 0.23 ok, 1.0 1.0 0, 1.1.0 1.1.1 ok',
                                 '3.7 3.8 3.9': '0.23 0.23 ok, 1.0 1.0 1, 1.1.0 1.1.1 ok',
                                 '3.10 3.11 3.12 3.13': '0.23 0.23 2, 1.0 1.0 1, 1.1.0 1.1.1 ok',
                                 '3.14': '0.23 0.23 2, 1.0 1.0 1, 1.1.0 3.0.4 ok'},
                  'marshmallow': {'errors': [['import',
                                              'marshmallow',
                                              "ImportError: cannot import name 'Mapping' from "
                                              "'collections'"]],
                                  '3.14': '2.4.0 2.16.1 0, 2.16.2 2.16.3 ok, 2.17.0 3.14.1 '
                                          'setuptools, 3.15.0 4.4.0 ok'},
                  'more-itertools': {'errors': [['import',
                                                 'more_itertools',
                                                 "ImportError: cannot import name 'Sequence' from "
                                                 "'collections'"]],
                                     '3.14': '4.1.0 4.1.0 0, 4.2.0 11.2.1 ok'},
                  'mysqlclient': {'errors': [['import',
                                              'MySQLdb',
                                              'SystemError: PyDescr_NewMember used with '
                                              'Py_RELATIVE_OFFSET']],
                                  '3.12 3.13': '1.3.11 1.3.13 0, 1.3.14 1.3.14 ok',
                                  '3.14': '1.3.11 1.3.13 0, 1.3.14 2.3.2 ok'},
                  'nltk': {'errors': [['import',
                                       'nltk',
                                       "ModuleNotFoundError: No module named 'imp'"],
                                      ['import',
                                       'nltk',
                                       "AttributeError: module 'inspect' has no attribute "
                                       "'getargspec'"],
                                      ['import',
                                       'nltk',
                                       "AttributeError: module 'inspect' has no attribute "
                                       "'formatargspec'"]],
                           '3.14': '3.2 3.2.1 0, 3.2.2 3.2.2 1, 3.2.3 3.4.5 2, 3.5 3.10.4 ok'},
                  'nose': {'errors': [['import',
                                       'nose',
                                       "ModuleNotFoundError: No module named 'imp'"]],
                           '3.12 3.13 3.14': '1.3.7 1.3.7 0'},
                  'openpyxl': {'errors': [['import',
                                           'openpyxl',
                                           "ImportError: cannot import name 'Mapping' from "
                                           "'collections'"]],
                               '3.14': '2.2.2 2.2.6 0, 2.3.0 3.1.5 ok'},
                  'peewee': {'errors': [['build',
                                         '',
                                         "ImportError: cannot import name 'Callable' from "
                                         "'collections'"],
                                        ['build',
                                         '',
                                         "NameError: name 'cython_min_version' is not defined"]],
                             '3.14': '2.8.0 3.5.2 0, 3.6.0 3.6.0 1, 3.6.1 3.7.1 0, 3.8.0 4.5.3 ok'},
                  'pillow': {'errors': [['build', '', "KeyError: '__version__'"]],
                             '3.13': '4.2.0 10.3.0 0, 10.4.0 12.2.0 ok',
                             '3.14': '4.2.0 10.3.0 0, 11.3.0 13.0.0 ok'},
                  'promise': {'errors': [['import',
                                          'promise',
                                          "ImportError: cannot import name 'Iterable' from "
                                          "'collections'"]],
                              '3.14': '2.1 2.2.1 0, 2.3 2.3 ok'},
                  'prompt-toolkit': {'errors': [['import',
                                                 'prompt_toolkit',
                                                 "ImportError: cannot import name 'Mapping' from "
                                                 "'collections'"],
                                                ['import',
                                                 'prompt_toolkit',
                                                 'ImportError: cannot import name '
                                                 "'AsyncGeneratorItem' from "
                                                 "'prompt_toolkit.eventloop'"]],
                                     '3.14': '1.0.15 1.0.15 0, 1.0.16 1.0.16 ok, 1.0.17 1.0.17 1, '
                                             '1.0.18 3.0.53 ok'},
                  'psycopg2': {'errors': [['build',
                                           '',
                                           'Error: could not determine PostgreSQL version from '
                                           "'15.18'"],
                                          ['import',
                                           'psycopg2',
                                           "NameError: name 'basestring' is not defined"],
                                          ['build',
                                           '',
                                           'error: invalid use of incomplete typedef '
                                           '‘PyInterpreterState’ {aka ‘struct _is’}']],
                               '3.6': '2.6 2.6.2 0, 2.7.4 2.9.2 ok',
                               '3.7': '2.6 2.6.2 0, 2.7 2.7.4 1, 2.7.7 2.9.9 ok',
                               '3.8 3.9 3.10': '2.6 2.6.2 0, 2.7 2.7.7 2, 2.8 2.9.10 ok',
                               '3.11 3.12': '2.6 2.6.2 0, 2.7 2.7.7 2, 2.9.2 2.9.10 ok',
                               '3.13': '2.6 2.6.2 0, 2.7 2.7.7 2, 2.9.10 2.9.10 ok',
                               '3.14': '2.6 2.6.2 0, 2.7 2.7.7 2, 2.9.10 2.9.13 ok'},
                  'psycopg2-binary': {'errors': [['build',
                                                  '',
                                                  'error: invalid use of incomplete typedef '
                                                  '‘PyInterpreterState’ {aka ‘struct _is’}']],
                                      '3.14': '2.7.4 2.7.7 0, 2.9.10 2.9.13 ok'},
                  'pycrypto': {'errors': [['build',
                                           '',
                                           'error: longintrepr.h: No such file or directory']],
                               '3.14': '2.6.1 2.6.1 0'},
                  'pygments': {'errors': [['import',
                                           'pygments',
                                           're.PatternError: global flags not at the start of the '
                                           'expression at position 24']],
                               '3.14': '2.1 2.1.3 0, 2.2.0 2.21.0 ok'},
                  'pyjwt': {'errors': [['import',
                                        'jwt',
                                        "ImportError: cannot import name 'Mapping' from "
                                        "'collections'"],
                                       ['import',
                                        'jwt',
                                        "ImportError: cannot import name 'Iterable' from "
                                        "'collections'"]],
                            '3.14': '1.4.0 1.5.3 0, 1.6.0 1.6.4 1, 1.7.0 2.15.1 ok'},
                  'pyparsing': {'errors': [['import',
                                            'pyparsing',
                                            "AttributeError: module 'collections' has no attribute "
                                            "'MutableMapping'"]],
                                '3.14': '2.0.3 2.2.0 0, 2.2.1 3.3.3 ok'},
                  'pytest': {'errors': [['import',
                                         'pytest',
                                         "ModuleNotFoundError: No module named 'imp'"]],
                             '3.14': '2.8.0 4.6.11 0, 5.0.0 9.2.0 ok'},
                  'python-engineio': {'errors': [['import',
                                                  'engineio',
                                                  'SyntaxError: invalid syntax']],
                                      '3.14': '1.3.0 1.6.1 0, 1.7.0 4.15.1 ok'},
                  'python-openid': {'errors': [['import',
                                                'openid',
                                                "TypeError: object of type 'map' has no len()"]],
                                    '3.14': '2.2.5 2.2.5 0'},
                  'pytz': {'errors': [['import',
                                       'pytz',
                                       "ImportError: cannot import name 'Mapping' from "
                                       "'collections'"]],
                           '3.10 3.11 3.12 3.13': '2015.2 2018.3 0, 2018.4 2023.3 ok',
                           '3.14': '2015.2 2018.3 0, 2018.4 2026.6 ok'},
                  'pyyaml': {'errors': [['build',
                                         '',
                                         "AttributeError: 'build_ext' object has no attribute "
                                         "'cython_sources'"]],
                             '3.10 3.11': '5.1 5.1 ok, 5.4 5.4.1 0, 6.0 6.0.3 ok',
                             '3.12 3.13': '5.1 5.1 ok, 5.4 6.0 0, 6.0.1 6.0.3 ok',
                             '3.14': '5.1 5.3.1 ok, 5.4 6.0 0, 6.0.1 6.0.4 ok'},
                  'requests': {'errors': [['import',
                                           'requests',
                                           "ImportError: cannot import name 'Mapping' from "
                                           "'collections'"],
                                          ['import',
                                           'requests',
                                           "ModuleNotFoundError: No module named 'cgi'"]],
                               '3.10 3.11': '2.7.0 2.7.0 0, 2.20.0 2.31.0 ok',
                               '3.12': '2.7.0 2.7.0 0, 2.25.0 2.31.0 ok',
                               '3.13': '2.7.0 2.11.1 1, 2.25.0 2.31.0 ok',
                               '3.14': '2.7.0 2.11.1 1, 2.25.0 2.34.2 ok'},
                  'rq': {'errors': [['import',
                                     'rq',
                                     "ImportError: cannot import name 'Iterable' from "
                                     "'collections'"]],
                         '3.14': '0.6.0 0.13.0 0, 1.0 1.10.0 setuptools, 1.10.1 3.0.0 ok'},
                  'sanic': {'errors': [['import',
                                        'sanic',
                                        "ModuleNotFoundError: No module named 'cgi'"]],
                            '3.14': '18.12.0 20.12.7 0, 21.3.0 21.9.3 ok, 21.12.0 22.9.1 '
                                    'setuptools, 22.12.0 25.12.1 ok'},
                  'setuptools': {'errors': [['import',
                                             'setuptools',
                                             "AttributeError: module 'collections' has no "
                                             "attribute 'MutableMapping'"],
                                            ['import',
                                             'setuptools',
                                             "ModuleNotFoundError: No module named 'distutils'"],
                                            ['import',
                                             'setuptools',
                                             'ModuleNotFoundError: No module named '
                                             "'setuptools.extern.six'"],
                                            ['import',
                                             'setuptools',
                                             "AttributeError: module 'importlib.util' has no "
                                             "attribute 'abc'"],
                                            ['import',
                                             'setuptools',
                                             "ImportError: cannot import name 'appdirs' from "
                                             "'pkg_resources.extern'"],
                                            ['import',
                                             'setuptools',
                                             "AttributeError: module 'pkgutil' has no attribute "
                                             "'ImpImporter'"]],
                                 '3.10 3.11': '24.0.3 24.0.3 0, 47.3.2 66.1.0 ok',
                                 '3.12 3.13': '24.0.3 47.3.2 1, 48.0.0 49.0.0 2, 49.3.0 49.5.0 3, '
                                              '50.0.0 54.1.3 4, 56.0.0 66.0.0 5, 66.1.0 66.1.0 ok',
                                 '3.14': '24.0.3 47.3.2 1, 48.0.0 49.0.0 2, 49.3.0 49.5.0 3, '
                                         '50.0.0 54.1.3 4, 56.0.0 66.0.0 5, 66.1.0 84.2.1 ok'},
                  'sqlalchemy': {'errors': [['import',
                                             'sqlalchemy',
                                             "AttributeError: module 'collections' has no "
                                             "attribute 'MutableMapping'"],
                                            ['import',
                                             'sqlalchemy',
                                             "AttributeError: module 'inspect' has no attribute "
                                             "'formatargspec'"],
                                            ['import',
                                             'sqlalchemy',
                                             'AssertionError: Class <class '
                                             "'sqlalchemy.sql.elements.SQLCoreOperations'> "
                                             'directly inherits TypingOnly but has additional '
                                             'attributes {…}.']],
                                 '3.10': '0.9.8 1.0.19 0',
                                 '3.11 3.12 3.13': '0.9.8 1.0.19 1',
                                 '3.14': '0.9.8 1.0.19 1, 1.1.0 1.2.12 0, 1.2.13 1.4.52 ok, 2.0.0 '
                                         '2.0.29 2, 2.0.31 2.1.9 ok'},
                  'sqlparse': {'errors': [['build',
                                           '',
                                           'error in sqlparse setup command: use_2to3 is '
                                           'invalid.']],
                               '3.6 3.7 3.8 3.9 3.10 3.11 3.12 3.13': '0.1.15 0.1.19 0, 0.2.0 '
                                                                      '0.4.4 ok',
                               '3.14': '0.1.15 0.1.19 0, 0.2.0 0.6.1 ok'},
                  'tablib': {'errors': [['import',
                                         'tablib',
                                         'ValueError: cannot use LOCALE flag with a str pattern'],
                                        ['build',
                                         '',
                                         'ValueError: cannot use LOCALE flag with a str pattern']],
                             '3.14': '0.11.2 0.11.2 0, 0.11.3 0.11.3 1, 0.11.4 3.10.0 ok'},
                  'thrift': {'errors': [['build',
                                         '',
                                         "ModuleNotFoundError: No module named 'distutils'"]],
                             '3.14': '0.13.0 0.22.0 0, 0.23.0 0.25.0 ok'},
                  'tornado': {'errors': [['import',
                                          'tornado.web',
                                          "AttributeError: module 'collections' has no attribute "
                                          "'MutableMapping'"],
                                         ['build',
                                          '',
                                          'ImportError: Tornado requires an up-to-date SSL module. '
                                          'This means Python 2.7.9+ or 3.4+ (although some '
                                          'distributions have backported the necessary changes to '
                                          'o']],
                              '3.10': '4.1 4.2.1 ok, 4.3 5.1.1 0',
                              '3.11': '4.1 4.2.1 ok, 4.3 5.0 0',
                              '3.12 3.13': '4.3 4.5.3 0, 5.0 5.0 1',
                              '3.14': '4.3 4.5.3 0, 5.0 5.1.1 1, 6.0 6.6.1 ok'},
                  'twisted': {'errors': [['build',
                                          '',
                                          "ModuleNotFoundError: No module named 'pkg_resources'"],
                                         ['import',
                                          'twisted.internet.reactor',
                                          "ModuleNotFoundError: No module named 'imp'"],
                                         ['build',
                                          '',
                                          'error: longintrepr.h: No such file or directory']],
                              '3.14': '16.0.0 16.0.0 0, 16.1.0 16.3.2 1, 16.4.0 20.3.0 2, 21.2.0 '
                                      '26.10.0 ok'},
                  'urllib3': {'errors': [['import',
                                          'urllib3',
                                          "ImportError: cannot import name 'Mapping' from "
                                          "'collections'"],
                                         ['import',
                                          'urllib3',
                                          'ModuleNotFoundError: No module named '
                                          "'urllib3.packages.six.moves'"]],
                              '3.10 3.11': '1.19 1.19 0, 1.24.2 1.26.16 ok',
                              '3.12 3.13': '1.19 1.26.4 1, 1.26.5 1.26.16 ok',
                              '3.14': '1.19 1.26.4 1, 1.26.5 2.8.0 ok'},
                  'vine': {'errors': [['import',
                                       'vine',
                                       "ImportError: cannot import name 'Callable' from "
                                       "'collections'"],
                                      ['import',
                                       'vine',
                                       "ImportError: cannot import name 'formatargspec' from "
                                       "'inspect'"]],
                           '3.10': '1.1.3 1.1.4 0, 1.2.0 5.0.0 ok',
                           '3.11 3.12 3.13': '1.1.3 1.1.4 0, 1.2.0 1.3.0 1, 5.0.0 5.0.0 ok',
                           '3.14': '1.1.3 1.1.4 0, 1.2.0 1.3.0 1, 5.0.0 5.1.0 ok'},
                  'waitress': {'errors': [['import',
                                           'waitress',
                                           "ModuleNotFoundError: No module named 'asyncore'"]],
                               '3.14': '0.8.9 1.1.0 0, 1.2.0 3.0.2 ok'},
                  'werkzeug': {'errors': [['use',
                                           "Map([Rule('/<a>', endpoint='b')]).bind('c')",
                                           'TypeError: code() takes at least 14 arguments (13 '
                                           'given)'],
                                          ['use',
                                           "Map([Rule('/<a>', endpoint='b')]).bind('c')",
                                           'TypeError: required field "type_ignores" missing from '
                                           'Module'],
                                          ['import',
                                           'werkzeug',
                                           "ImportError: cannot import name 'Container' from "
                                           "'collections'"],
                                          ['use',
                                           "Map([Rule('/<a>', endpoint='b')]).bind('c')",
                                           'TypeError: code expected at least 14 arguments, got '
                                           '13'],
                                          ['use',
                                           "Map([Rule('/<a>', endpoint='b')]).bind('c')",
                                           "KeyError: 'CALL_FUNCTION'"],
                                          ['use',
                                           "Map([Rule('/<a>', endpoint='b')]).bind('c')",
                                           "AttributeError: module 'ast' has no attribute 'Str'"]],
                               '3.8 3.9': '0.11 0.14.1 ok, 0.15.0 0.15.2 0, 0.15.3 0.15.3 1, 1.0.0 '
                                          '2.3.5 ok',
                               '3.10': '0.11 0.11 ok, 0.12 0.14.1 2, 0.15.0 0.15.2 3, 0.15.3 '
                                       '0.15.3 1, 1.0.0 2.3.5 ok',
                               '3.11': '0.11 0.11 ok, 0.12 0.14.1 2, 0.15.0 0.15.2 4, 0.15.3 '
                                       '0.15.3 1, 1.0.0 2.3.5 ok',
                               '3.12 3.13': '0.11 0.11 ok, 0.12 0.14.1 2, 0.15.0 0.15.2 4, 0.15.3 '
                                            '2.3.5 ok',
                               '3.14': '0.11 0.11.15 ok, 0.12 0.14.1 2, 0.15.0 0.15.2 4, 0.15.3 '
                                       '2.3.4 5, 2.3.5 3.1.9 ok'},
                  'wrapt': {'errors': [['import',
                                        'wrapt',
                                        "ImportError: cannot import name 'getargspec' from "
                                        "'inspect'"],
                                       ['import',
                                        'wrapt',
                                        "ImportError: cannot import name 'formatargspec' from "
                                        "'inspect'"],
                                       ['build',
                                        '',
                                        "ImportError: cannot import name 'formatargspec' from "
                                        "'inspect'. Did you mean: 'formatargvalues'?"]],
                            '3.14': '1.10.0 1.10.7 0, 1.10.8 1.12.1 1, 1.13.2 1.13.3 2, 1.14.0 '
                                    '2.5.2 ok'},
                  'wsgiref': {'errors': [['build',
                                          '',
                                          "SyntaxError: Missing parentheses in call to 'print'. "
                                          'Did you mean print(...)?']],
                              '3.14': '0.1.2 0.1.2 0'},
                  'yarl': {'errors': [['build',
                                       '',
                                       'error: longintrepr.h: No such file or directory'],
                                      ['build',
                                       '',
                                       'error: ‘PyDictObject’ has no member named '
                                       '‘ma_version_tag’'],
                                      ['build',
                                       '',
                                       'error: too few arguments to function '
                                       '‘_PyLong_AsByteArray’']],
                           '3.14': '0.18.0 1.3.0 ok, 1.4.0 1.7.2 0, 1.8.0 1.8.2 1, 1.9.1 1.9.2 2, '
                                   '1.9.3 1.25.1 ok'}}}
