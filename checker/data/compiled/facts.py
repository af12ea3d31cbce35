"""Written by scripts.write_data from checker/data/platforms/facts.toml; edit that, not this."""

DATA = {'fact': {'F1': 'Since v6.7.0 new Python components are built with cloud native buildpacks; older '
                'ones keep the slug builder.',
          'F2': 'A component whose build strategy is `cnb` and whose language is Python is built '
                'with buildpacks; everything else with the slug builder.',
          'F3': 'The cloud native build runs for 60 minutes at most.',
          'F4': 'The slug builder and runner are Ubuntu 22.04 (until May 2023: Ubuntu 14.04).',
          'F5': 'The platform clones with git at depth 1, with submodules and without Git LFS: it '
                'sees what git holds, and pointer files instead of large files.',
          'F6': "A sub-directory is chosen by `?dir=` at the end of the repository's address; the "
                'root files are then looked up there.',
          'F7': 'The cloud native build removes `.git` before it builds.',
          'F8': 'A directory that holds only dot-files counts as `no code`.',
          'F9': 'Languages are detected in a fixed order and all hits are kept: Dockerfile, jar, '
                'war, pom, PHP, Python, package.json, Gemfile, static, …',
          'F10': 'Python is recognised by requirements.txt, setup.py, Pipfile or (from v6.7.0) '
                 'pyproject.toml in the root, in exactly this case.',
          'F11': 'A Dockerfile or Dockerfile.* at a depth of up to two directories is detected '
                 'too.',
          'F12': 'The console builds with the first language that is not a Dockerfile; jar, war, '
                 'pom and PHP come before Python.',
          'F13': "Where several languages are detected, Python's own analysis is switched off.",
          'F14': '`language:` in a rainbondfile overrides the detection without validation and '
                 'must be exactly `Python`.',
          'F15': 'The platform checks no specification for Python before it builds.',
          'F16': 'The whole Procfile is read at detection, by its exact name in the root.',
          'F17': 'The Procfile that detection read is a snapshot that later builds send again; '
                 "they overwrite the repository's.",
          'F18': 'From 5.2 on the slug builder rewrites the Procfile: without `web:` at its very '
                 'beginning it puts `web: ` in front; without a space after `web:` it inserts one.',
          'F19': 'The slug builder and runner read the Procfile as YAML: what is no YAML mapping '
                 'fails the build at its end.',
          'F20': 'The cloud native build reads the Procfile line by line with '
                 '`^([A-Za-z0-9_-]+):\\s*(.+)$`; a line that does not match is ignored.',
          'F21': 'Only `web` is ever started; `release:` and `worker:` never run.',
          'F22': 'Without a web command the slug runner starts nothing and exits with 0, again and '
                 "again; the cloud native image starts Python's interactive prompt.",
          'F23': 'The slug runner sources .profile.d and runs the web command with bash in /app.',
          'F24': 'Without a Procfile the slug builder takes the words `*.settings` in the nearest '
                 'manage.py and starts gunicorn with `*.wsgi`; it does not install gunicorn.',
          'F25': 'Without a Procfile and without Django the slug builder looks for the literal '
                 "`Flask(__name__)` in the root's Python files and takes what stands before `=`.",
          'F26': 'Without a Procfile the cloud native build picks a command by names that occur '
                 'anywhere in the dependency files and by file names; Django gets `runserver`.',
          'F27': 'The slug builder takes the declared Python version from its own setting, else '
                 'from runtime.txt, else a default.',
          'F28': 'From 6.0 on detection looks the untrimmed content of runtime.txt up in a table: '
                 'what is not equal to a row, a final newline included, is silently replaced by '
                 'python-3.6.15.',
          'F29': 'A version set on the platform that the table does not hold aborts the build.',
          'F30': 'The slug builder strips runtime.txt, writes it back and asks its mirror for '
                 'exactly that name; anything but a `python-X.Y.Z` that it has ends in `You are '
                 'using …, which is unsupported.`',
          'F31': "On arm64 `-arm64` is put at the end of runtime.txt's line before it is stripped: "
                 'a trailing blank or carriage return makes the version unsupported.',
          'F32': '`python_version` in a Pipfile has no effect on the slug builder.',
          'F33': "The cloud native build ignores runtime.txt, .python-version and the Pipfile's "
                 'version: the version is chosen in the console, 3.14 otherwise.',
          'F34': 'The slug builder installs with the newest pip for that Python: `pip install -i '
                 'INDEX -r requirements.txt`.',
          'F35': 'Python 3.9 gets a setuptools without `pkg_resources`, which gunicorn up to '
                 '20.1.0 imports.',
          'F36': 'Without requirements.txt and Pipfile the slug builder installs `-e .`.',
          'F37': 'With a Pipfile the slug builder installs with pipenv 2018.5.18 and ignores '
                 'requirements.txt.',
          'F38': 'pip reads requirements.txt with a UTF-8 mark and UTF-16 with a mark; UTF-16 '
                 'without one and bytes that are not UTF-8 fail.',
          'F39': 'The cloud native build needs requirements.txt in the root for pip; Pipfile, '
                 'conda and poetry files are looked at in a fixed order.',
          'F40': 'The build has no run-time variables: SECRET_KEY or DATABASE_URL set for the '
                 'component are absent while collectstatic runs.',
          'F41': 'The slug builder runs collectstatic where manage.py is a regular file at a depth '
                 'of up to three, Django is installed and nothing disables it.',
          'F42': 'Any non-empty value disables collectstatic, also `0`; a failing collectstatic '
                 'fails the build.',
          'F43': 'BUILD_DISABLE_COLLECTSTATIC works up to 6.6; from 6.7 on the variable is '
                 'DISABLE_COLLECTSTATIC.',
          'F44': 'There is no dry run first: collectstatic runs for real and its failure is fatal.',
          'F45': 'The cloud native build never runs collectstatic.',
          'F46': 'What real Django answers to wrong static settings, on 3.2, 4.2 and 5.2.',
          'F47': 'From 6.0 on the port variable is `_PORT`; up to 5.17 it is `PORT`.',
          'F48': "The slug runner's image sets PORT=5000, whatever port the component has.",
          'F49': 'On the cloud native image nothing sets PORT for Python.',
          'F50': 'WEB_CONCURRENCY is not set on the platform: gunicorn gets one worker.',
          'F51': 'A rainbondfile with a syntax or type error is ignored as a whole.',
          'F52': '.slugignore is applied by tar at the end, over the built tree, and is no '
                 'gitignore.',
          'F53': 'bin/pre_compile and bin/post_compile run on the slug builder; a non-zero exit '
                 'fails the build.',
          'F54': 'nltk.txt is read only where nltk is installed; GDAL is never installed by the '
                 'slug builder.',
          'F55': 'A directory `Schema` triggers the download of a JRE and Liquibase.',
          'RH1': 'The console strips what detection read and cuts it: at 512 bytes up to 5.3.0, at '
                 '65,532 characters later. The builder never gets the raw file.',
          'RH2': "Detection's answer is JSON: a byte that is not UTF-8 reaches the builder as "
                 'U+FFFD.',
          'RH3': "A variable of the rainbondfile's `envs` whose name begins with BUILD_ is a "
                 'variable of the build.',
          'RH4': 'From 5.2.0 on the Procfile is an environment variable of a Kubernetes pod, where '
                 '`$$` becomes `$` and `$(NAME)` is replaced for variables that were set before. '
                 'Inferred, not run.',
          'RH5': "Up to 5.17 detection's first hit wins and is the only language; a Dockerfile in "
                 'the root comes first.',
          'RH6': 'requirements.txt, setup.py or Pipfile in the root makes a Python project in '
                 'every version from 5.1 on.',
          'RH7': "The Procfile's beginning is rewritten from 5.2.2 on.",
          'RH8': 'Without runtime.txt, 3.6.6 is installed by 5.1, 3.6.10 by 5.2 to 5.13, 3.6.15 by '
                 '5.14.0 and 3.9.16 by 5.14.1 to 5.17.',
          'RH9': "The builders' own lists of Pythons: 2.7.15, 3.6.6 and 3.7.0 in 5.1; 2.7.15, "
                 '3.5.7, 3.6.10, 3.7.6 and 3.8.1 up to 5.5; 2.7.15, 3.5.7 and 3.6.10 up to 5.13; '
                 '2.7.18, 3.5.6, 3.6.15, 3.7.16, 3.8.16 and 3.9.16 up to 5.17. What the mirror has '
                 'beside them is not known.',
          'RH10': '5.6 to 5.13 refuse names from 3.7 on, 5.14 to 5.17 from 4.0 on, compared as '
                  'text.',
          'RH11': 'Up to 5.5 pip is 9.0.2: no `name @ URL`, no folder with pyproject.toml alone, '
                  'no `--prefer-binary`, no `${VAR}`, no wheels beyond manylinux1. From 5.6 on it '
                  'is the newest for the Python.',
          'RH12': "The builder's shell splits the value of runtime.txt at blanks, tabs and line "
                  'feeds only; the first word counts.',
          'RH13': 'The generated start command and collectstatic are the same from 5.1 on; only '
                  'with the default Python of 5.14.1 to 5.17 is collectstatic skipped, because its '
                  'setuptools has no `pkg_resources`.',
          'RH14': 'A build variable BUILD_X of the component reaches the build as X, from 5.1 to '
                  '6.6.',
          'RH15': "The runner's start line is the same from 5.1 on: a shell runs what YAML has "
                  'under `web`; PORT is 5000 in the image.',
          'RH16': 'The builders up to 5.17 have Ruby 3.0 or older, whose YAML loads dates and '
                  'aliases. Inferred from the images.',
          'RH17': 'Up to 5.2.1 the build has no `.git`; from 5.2.2 on it has.',
          'RH18': 'A wrong type anywhere in the rainbondfile makes all of it void, `language` '
                  'included.'},
 'use': {'RH1': 'plan: start, Python',
         'RH2': 'plan: start',
         'RH3': 'plan: start, Python, collectstatic',
         'RH4': 'no verdict: it is inferred and was not run, and `$(nproc)` of a Procfile is no '
                'variable that was set before',
         'RH5': 'plan: recognised',
         'RH6': 'plan: recognised',
         'RH7': 'plan: start',
         'RH8': 'plan: Python',
         'RH9': 'plan: Python',
         'RH10': 'plan: Python',
         'RH11': 'the pip of the target, which the rules on requirements.txt ask for',
         'RH12': 'plan: Python',
         'RH13': 'plan: start, collectstatic',
         'RH14': 'plan: collectstatic, package index; help texts name the variable as the console '
                 'takes it',
         'RH15': 'plan: start, port variable',
         'RH16': 'plan: start',
         'RH17': 'no verdict: only a package that asks git for its own version notices; the page '
                 'of the version says it',
         'RH18': 'plan: recognised'}}
