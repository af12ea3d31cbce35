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
 'distribution': {'amqp': {'errors': [['import',
                                       'amqp',
                                       "ImportError: cannot import name 'formatargspec' from "
                                       "'inspect'"],
                                      ['import',
                                       'amqp',
                                       "ModuleNotFoundError: No module named 'imp'"]],
                           '3.11': '1.4.6 1.4.9 ok, 2.5.0 2.6.1 0, 5.0.1 5.0.1 ok',
                           '3.12 3.13': '1.4.6 1.4.9 1, 2.5.0 2.6.1 0, 5.0.1 5.0.1 ok',
                           '3.14': '1.4.6 1.4.9 1, 2.5.0 2.6.1 0, 5.0.1 5.4.2 ok'},
                  'billiard': {'errors': [['import',
                                           'billiard',
                                           "ModuleNotFoundError: No module named 'imp'"]],
                               '3.12 3.13': '3.3.0.20 3.5.0.3 0, 3.5.0.4 3.5.0.4 ok',
                               '3.14': '3.3.0.20 3.5.0.3 0, 3.5.0.4 4.3.2 ok'},
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
                             '3.10': '3.1.17 4.2.2 0, 4.4.7 5.0.0 ok',
                             '3.11': '3.1.17 3.1.26.post2 0, 4.2.2 4.4.7 1, 5.0.0 5.0.0 ok',
                             '3.12 3.13': '3.1.17 3.1.26.post2 2, 4.2.2 4.4.7 1, 5.0.0 5.0.0 ok',
                             '3.14': '3.1.17 3.1.26.post2 2, 4.2.2 4.4.7 1, 5.0.0 5.7.0 ok'},
                  'django': {'errors': [['import',
                                         'django.core.wsgi',
                                         "ImportError: cannot import name 'Mapping' from "
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
                             '3.10 3.11': '1.8 1.8 0, 1.11.29 1.11.29 1, 2.0 2.0 2, 4.0.10 4.1 ok',
                             '3.12': '1.8 1.11.29 3, 2.0 2.0 2, 4.0.10 4.1 ok',
                             '3.13': '1.8 1.11.29 3, 2.0 4.0.10 4, 4.1 4.1 ok',
                             '3.14': '1.8 1.11.29 3, 2.0 4.0.10 4, 4.1 6.1.3 ok'},
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
                  'gunicorn': {'errors': [['import',
                                           'gunicorn.app.wsgiapp',
                                           'ModuleNotFoundError: No module named '
                                           "'gunicorn.six.moves'"]],
                               '3.12 3.13': '19.4.0 19.10.0 0, 20.0.0 20.0.0 ok',
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
                             '3.10': '2.8 2.10.1 0, 2.10.2 2.10.2 ok',
                             '3.11 3.12': '2.8 2.8.1 1, 2.9 2.10.1 0, 2.10.2 2.10.2 ok',
                             '3.13': '2.8 2.8.1 2, 2.9 2.10.1 0, 2.10.2 2.10.2 ok',
                             '3.14': '2.8 2.8.1 2, 2.9 2.10.1 0, 2.10.2 3.1.6 ok'},
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
                                 '3.6': '0.23 0.23 ok, 1.0 1.0 0, 1.1.0 1.1.0 ok',
                                 '3.7 3.8 3.9': '0.23 0.23 ok, 1.0 1.0 1, 1.1.0 1.1.0 ok',
                                 '3.10 3.11 3.12 3.13': '0.23 0.23 2, 1.0 1.0 1, 1.1.0 1.1.0 ok',
                                 '3.14': '0.23 0.23 2, 1.0 1.0 1, 1.1.0 3.0.4 ok'},
                  'mysqlclient': {'errors': [['import',
                                              'MySQLdb',
                                              'SystemError: PyDescr_NewMember used with '
                                              'Py_RELATIVE_OFFSET']],
                                  '3.12 3.13': '1.3.11 1.3.13 0, 1.3.14 1.3.14 ok',
                                  '3.14': '1.3.11 1.3.13 0, 1.3.14 2.3.2 ok'},
                  'nose': {'errors': [['import',
                                       'nose',
                                       "ModuleNotFoundError: No module named 'imp'"]],
                           '3.12 3.13 3.14': '1.3.7 1.3.7 0'},
                  'pyyaml': {'errors': [['build',
                                         '',
                                         "AttributeError: 'build_ext' object has no attribute "
                                         "'cython_sources'"]],
                             '3.14': '5.1 5.3.1 ok, 5.4 6.0 0, 6.0.1 6.0.4 ok'},
                  'requests': {'errors': [['import',
                                           'requests',
                                           "ImportError: cannot import name 'Mapping' from "
                                           "'collections'"],
                                          ['import',
                                           'requests',
                                           "ModuleNotFoundError: No module named 'cgi'"]],
                               '3.10 3.11': '2.7.0 2.7.0 0, 2.24.0 2.25.0 ok',
                               '3.12': '2.7.0 2.7.0 0, 2.25.0 2.25.0 ok',
                               '3.13': '2.7.0 2.11.1 1, 2.25.0 2.25.0 ok',
                               '3.14': '2.7.0 2.11.1 1, 2.25.0 2.34.2 ok'},
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
                  'urllib3': {'errors': [['import',
                                          'urllib3',
                                          "ImportError: cannot import name 'Mapping' from "
                                          "'collections'"],
                                         ['import',
                                          'urllib3',
                                          'ModuleNotFoundError: No module named '
                                          "'urllib3.packages.six.moves'"]],
                              '3.10 3.11': '1.19 1.19 0, 1.26.4 1.26.5 ok',
                              '3.12 3.13': '1.19 1.26.4 1, 1.26.5 1.26.5 ok',
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
                                       '2.3.4 5, 2.3.5 3.1.9 ok'}}}
