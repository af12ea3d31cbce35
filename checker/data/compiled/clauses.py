"""Written by scripts.write_data from checker/data/platforms/clauses.toml; edit that, not this."""

DATA = {'clause': {'recognition.requirements-txt': {'kind': 'must',
                                             'says': 'requirements.txt in the source root makes it '
                                                     'a Python project',
                                             'plan': 'recognised'},
            'compile.default-procfile': {'kind': 'behaviour',
                                         'says': 'without a Procfile the platform generates a '
                                                 'default start command for Flask/Django',
                                         'plan': 'start'},
            'compile.install': {'kind': 'behaviour',
                                'says': 'the declared Python version and the dependencies are '
                                        'installed during the build',
                                'plan': 'package manager'},
            'compile.procfile-override': {'kind': 'behaviour',
                                          'says': 'a Procfile set on the platform replaces the '
                                                  "repository's",
                                          'plan': 'start'},
            'source.runs-locally': {'kind': 'must', 'says': 'the program runs normally locally'},
            'source.in-git': {'kind': 'must', 'says': 'the project is hosted in a git repository'},
            'source.requirements-txt': {'kind': 'must',
                                        'says': 'requirements.txt exists in the project root'},
            'source.procfile': {'kind': 'should',
                                'says': 'Procfile in the project root defines how the program '
                                        'starts'},
            'source.runtime-txt': {'kind': 'should',
                                   'says': 'runtime.txt in the project root defines the Python '
                                           'version'},
            'requirements.empty': {'kind': 'behaviour',
                                   'says': 'a program without dependencies may have an empty '
                                           'requirements.txt',
                                   'plan': 'recognised'},
            'requirements.generate': {'kind': 'behaviour',
                                      'says': 'pip freeze > requirements.txt generates one'},
            'procfile.default': {'kind': 'default',
                                 'says': 'web: gunicorn app:app --log-file - --access-logfile - '
                                         '--error-logfile -',
                                 'plan': 'start'},
            'procfile.space-after-colon': {'kind': 'must',
                                           'says': 'there is a space between web: and the command'},
            'procfile.no-special-characters-at-end': {'kind': 'must',
                                                      'says': 'the end of the file cannot contain '
                                                              'special characters'},
            'runtime.format': {'kind': 'must', 'says': 'runtime.txt contains python-X.Y.Z'},
            'runtime.default': {'kind': 'default',
                                'says': 'python-3.6.6 when not declared',
                                'plan': 'Python'},
            'runtime.recommended': {'kind': 'should',
                                    'says': 'python-2.7.17 and python-3.6.6 are recommended'},
            'runtime.supported': {'kind': 'must', 'says': 'the version is in the supported list'},
            'build.pip-index': {'kind': 'default',
                                'says': 'BUILD_PIP_INDEX_URL is the package index, with a '
                                        'documented default',
                                'plan': 'package index'},
            'django.static-settings': {'kind': 'must',
                                       'says': 'STATIC_ROOT, STATIC_URL and STATICFILES_DIRS are '
                                               'set as collectstatic needs them'},
            'django.collectstatic': {'kind': 'behaviour',
                                     'says': 'collectstatic --noinput runs during the build of a '
                                             'Django application (documented: after a --dry-run '
                                             'probe)',
                                     'plan': 'collectstatic'},
            'django.disable-collectstatic': {'kind': 'behaviour',
                                             'says': 'BUILD_DISABLE_COLLECTSTATIC=1 turns it off',
                                             'plan': 'collectstatic'}}}
