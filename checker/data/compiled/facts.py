"""Written by scripts.write_data from checker/data/platforms/facts.toml; edit that, not this."""

DATA = {'fact': {'F1': 'Since v6.7.0 new Python components are built with cloud native buildpacks; older '
                'ones keep the slug builder.',
          'F2': 'A component whose build strategy is `cnb` and whose language is Python is built '
                'with buildpacks; everything else with the slug builder.',
          'F3': 'The cloud native build runs for 60 minutes at most.',
          'F4': 'The slug builder and runner are Ubuntu 22.04 (until May 2023: Ubuntu 14.04).',
          'F5': 'The platform clones with git at depth 1, with submodules and without Git LFS: it '
                'sees what is in git, and pointer files instead of large files.',
          'F6': "A sub-directory is chosen by `?dir=` at the end of the repository's address; the "
                'root files are then looked up there.',
          'F7': 'The cloud native build removes `.git` before it builds.',
          'F8': 'A folder that contains only dotfiles counts as `no code`.',
          'F9': 'Languages are detected in a fixed order and all hits are kept: Dockerfile, jar, '
                'war, pom, PHP, Python, package.json, Gemfile, static, …',
          'F10': 'Python is recognised by requirements.txt, setup.py, Pipfile or (from v6.7.0) '
                 'pyproject.toml in the root, in exactly this case.',
          'F11': 'A Dockerfile or Dockerfile.* at a depth of up to two directories is detected '
                 'too.',
          'F12': 'The console builds with the first language that is not a Dockerfile; jar, war, '
                 'pom and PHP come before Python.',
          'F13': "If several languages are detected, Python's own analysis is switched off.",
          'F14': '`language:` in a rainbondfile overrides the detection without validation and '
                 'must be exactly `Python`.',
          'F15': 'The platform checks no specification for Python before it builds.',
          'F16': 'The whole Procfile is read at detection, by its exact name in the root.',
          'F17': 'The Procfile that detection read is a snapshot that later builds send again; '
                 "they overwrite the repository's.",
          'F18': 'From 5.2 on the slug builder rewrites the Procfile: without `web:` at its very '
                 'beginning it puts `web: ` in front; without a space after `web:` it inserts one.',
          'F19': 'The slug builder and runner read the Procfile as YAML: what is not a YAML '
                 'mapping fails the build at its end.',
          'F20': 'The cloud native build reads the Procfile line by line with '
                 '`^([A-Za-z0-9_-]+):\\s*(.+)$`; a line that does not match is ignored.',
          'F21': 'Only `web` is ever started; `release:` and `worker:` never run.',
          'F22': 'Without a web command the slug runner starts nothing and exits with 0, again and '
                 "again; the cloud native image starts Python's interactive prompt.",
          'F23': 'The slug runner sources .profile.d and runs the web command with bash in /app.',
          'F24': 'Without a Procfile the slug builder reads the words `*.settings` in the nearest '
                 'manage.py and starts gunicorn with `*.wsgi`; it does not install gunicorn.',
          'F25': 'Without a Procfile and without Django the slug builder looks for the literal '
                 "`Flask(__name__)` in the root's Python files and uses the name before `=`.",
          'F26': 'Without a Procfile the cloud native build picks a command by names that occur '
                 'anywhere in the dependency files and by file names; Django gets `runserver`.',
          'F27': 'The slug builder uses the Python version of its own setting, else that of '
                 'runtime.txt, else a default.',
          'F28': 'From 6.0 on detection looks the untrimmed content of runtime.txt up in a table: '
                 'what is not equal to a row, a final newline included, is silently replaced by '
                 'python-3.6.15.',
          'F29': 'A version that is set on the platform and is not in the table aborts the build.',
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
          'F41': 'The slug builder runs collectstatic if a regular file manage.py is in the root '
                 'or up to two folders below it, Django is installed and nothing disables it.',
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
          'F52': '.slugignore is applied by tar at the end, over the built tree, and is not a '
                 'gitignore.',
          'F53': 'bin/pre_compile and bin/post_compile run on the slug builder; a non-zero exit '
                 'fails the build.',
          'F54': 'nltk.txt is read only if nltk is installed; GDAL is never installed by the slug '
                 'builder.',
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
                  'included.',
          'H1': 'Heroku recognises Python by any of many names in the root, among them '
                'requirements.txt, pyproject.toml, app.py and several misspellings, in exactly '
                'this case.',
          'H2': "Heroku's build checks in this order: bin/pre_compile, .heroku/python, package "
                'manager, virtual environment, Python version; only the first mistake is reported.',
          'H3': 'On Heroku exactly one of Pipfile.lock, requirements.txt, poetry.lock and uv.lock '
                'names the package manager: none, several, a Pipfile without its lock or a '
                'setup.py alone end the build.',
          'H4': 'Heroku reads runtime.txt, else .python-version (of which 20 misspellings end the '
                "build), else the version in Pipfile.lock; then the last build's, then 3.14.",
          'H5': 'Heroku takes runtime.txt as one line `python-X.Y` or `python-X.Y.Z`, trimmed, '
                'beside comments and empty lines.',
          'H6': 'Heroku takes .python-version as one line `X.Y` or `X.Y.Z`, trimmed, beside '
                'comments and empty lines; a prefix, a wildcard or a byte order mark ends the '
                'build.',
          'H7': 'Heroku has Python 3.10 to 3.14: an older or newer minor version ends the build, '
                '`X.Y` is its newest patch release.',
          'H8': 'With uv.lock Heroku requires .python-version.',
          'H9': 'Heroku only warns of runtime.txt, of no version at all, and of a patch release '
                'that is not the newest.',
          'H10': 'A committed venv/pyvenv.cfg or .venv/pyvenv.cfg, and anything at .heroku/python, '
                 "ends Heroku's build.",
          'H11': "bin/pre_compile and bin/post_compile of the repository run in Heroku's build and "
                 'may change any file.',
          'H12': "Heroku's pip gets none of the config vars but PIP_EXTRA_INDEX_URL.",
          'H13': 'Heroku runs collectstatic if Django can be imported and a manage.py is at most '
                 'two folders deep, unless DISABLE_COLLECTSTATIC or a file switches it off; a '
                 'failure ends the build.',
          'H14': "Heroku's Procfile needs a blank between process type and command: `web:gunicorn` "
                 'is no process; the last of a type wins.',
          'H15': 'Without a Procfile Heroku starts no web process for Python.',
          'H16': "Heroku's shell runs the command with PORT set by the platform.",
          'HC1': "Heroku's cloud native buildpack recognises Python by the same names as the "
                 'classic one.',
          'HC2': "Heroku's cloud native buildpack knows requirements.txt, poetry.lock and uv.lock, "
                 'and no Pipenv.',
          'HC3': 'A runtime.txt ends the cloud native build, whatever it holds; .python-version is '
                 '`X.Y` or `X.Y.Z`.',
          'HC4': "Heroku's cloud native buildpack has Python 3.10 to 3.14.",
          'HC5': "Heroku's cloud native buildpack runs no hooks and checks for no virtual "
                 'environment.',
          'HC6': "Heroku's cloud native buildpack runs collectstatic if Django is installed, "
                 'manage.py is in the root and the command is known.',
          'HC7': "All build variables reach pip on Heroku's cloud native build.",
          'HC8': "Heroku's cloud native Procfile reader is strict: a line that is no comment and "
                 'no `type: command` ends the build.',
          'D1': 'Dokku builds with Docker, nixpacks, railpack or pack where their file is in the '
                'root, else with herokuish.',
          'D2': 'herokuish builds with the first language that detects: a package.json or Gemfile '
                'takes a Python repository away.',
          'D3': 'Dokku checks the Procfile at each deploy: a line that is no `type: command`, a '
                'type that occurs twice, or an empty file ends the deploy.',
          'D4': 'herokuish reads the Procfile again at the start, as it is: text before the first '
                'colon, untrimmed, is the type.',
          'D5': 'herokuish executes the words of the command without a shell: `cd`, `&&`, `A=1 '
                'program` and quotes do not work.',
          'D6': 'Dokku runs `release` after the build and starts one `web`.',
          'D7': 'Dokku sets PORT to 5000 by default.',
          'D8': "Without a Procfile Dokku's container cannot start.",
          'D9': 'Dokku exports all configuration into the build.',
          'SC1': 'Scalingo builds as Heroku does, with `.scalingo/` in the place of `.heroku/` and '
                 'Python 3.13 by default.',
          'SC2': "Scalingo's process types are letters and digits, at most 24; `release` does not "
                 'run.',
          'SC3': 'Scalingo sets PORT and starts one `web`.',
          'C1': 'Cloud Foundry recognises Python by requirements.txt, setup.py, environment.yml or '
                'Pipfile in the root.',
          'C2': 'On Cloud Foundry environment.yml wins over requirements.txt, that over a Pipfile, '
                'that over setup.py.',
          'C3': 'On Cloud Foundry a folder `vendor` in the root, whatever it holds, makes pip '
                'install from it alone.',
          'C4': 'Cloud Foundry takes runtime.txt as a constraint over the five Pythons that it '
                'has: `python-3.12.x` works, `python-3.12` does not.',
          'C5': 'Cloud Foundry reads the Procfile as YAML that maps strings to strings; anything '
                'else ends the staging.',
          'C6': 'Cloud Foundry runs collectstatic if a line of requirements.txt is Django; without '
                'manage.py the staging ends.',
          'C7': 'Cloud Foundry runs bin/pre_compile and bin/post_compile, whose failure ends the '
                'staging, and sets PORT, and PYTHONPATH to what was installed.',
          'RW1': "railpack's providers are asked in order: PHP, Go, Java, Rust, Ruby and Elixir "
                 'come before Python.',
          'RW2': "railpack's install step sees the manifests and locks of the root alone, unless "
                 'requirements.txt contains `file://`.',
          'RW3': 'railpack takes the Python from .python-version, .tool-versions, mise.toml, '
                 'runtime.txt or Pipfile, else 3.13.',
          'RW4': 'railpack reads the Procfile as YAML: `web`, else `worker`, else any process is '
                 'started; without one a command is made up.',
          'RW5': 'railpack never runs collectstatic.',
          'DO1': "DigitalOcean wraps Heroku's classic buildpack v322; a Dockerfile in the root "
                 'wins.',
          'DO2': 'On DigitalOcean several package managers and a committed virtual environment are '
                 'warnings; setup.py alone is installed.',
          'DO3': 'DigitalOcean sets PORT to 8080 by default.'},
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
         'RH18': 'plan: recognised',
         'H1': "plan: recognised; REQ001 and GIT007 in the platform's own words",
         'H2': 'plan: build: the first mistake in this order is its reason',
         'H5': "plan: Python; RUN002 in the platform's own words",
         'H6': "plan: Python; RUN002 in the platform's own words",
         'H7': "plan: Python; RUN003 in the platform's own words",
         'H8': "plan: build; RUN001 in the platform's own words",
         'H12': 'REQ013: the setuptools that is there before the requirements; a variable in '
                'requirements.txt stays as it is written',
         'H13': "plan: collectstatic, and what Django's settings find in the environment",
         'H14': "plan: processes; PROC002, PROC003 and PROC006 in the platform's own words",
         'H15': "plan: start; PROC001 in the platform's own words",
         'H16': 'the variables and the shell of the start command, which the rules on commands ask '
                'for',
         'HC1': 'plan: recognised',
         'HC4': "plan: Python; RUN003 in the platform's own words",
         'HC5': 'plan: build: no hook and no virtual environment ends it',
         'HC6': 'plan: collectstatic',
         'HC7': "plan: collectstatic: what Django's settings find in the environment. The names "
                'that end a build are set outside of the repository',
         'HC8': "plan: processes, build; PROC002 in the platform's own words",
         'D1': "plan: recognised; GIT007 in the platform's own words",
         'D2': "plan: recognised; GIT007 in the platform's own words",
         'D3': "plan: processes, build; PROC002 and PROC006 in the platform's own words",
         'D4': "plan: start; PROC002 and PROC004 in the platform's own words",
         'D6': 'plan: processes: when `release` runs, which PROC011 asks for',
         'D7': 'plan: port; no file says the number, which the operator can change',
         'D8': "plan: start; PROC001 in the platform's own words",
         'D9': "plan: collectstatic: what Django's settings find in the environment",
         'SC2': "PROC002 in the platform's own words; `release` is never run",
         'SC3': 'plan: port, start',
         'C1': "plan: recognised; REQ001 in the platform's own words",
         'C4': "plan: Python; RUN001 and RUN003 in the platform's own words",
         'C5': "plan: processes, build; PROC003 and PROC009 in the platform's own words",
         'C6': "plan: collectstatic, build; DJ012 and REQ005 in the platform's own words",
         'RW1': "plan: recognised; GIT007 in the platform's own words",
         'RW3': 'plan: Python',
         'RW4': "plan: start, processes; PROC003 and PROC009 in the platform's own words",
         'RW5': 'plan: collectstatic',
         'DO1': "plan: recognised; GIT007 in the platform's own words",
         'DO3': 'plan: port; that gunicorn needs a folder for its heartbeat is in the '
                'documentation alone, and no verdict rests on it'},
 'why': {'heroku': {'REQ001': 'The buildpack is chosen by the names of the files in the root.',
                    'PROC001': 'For Python the buildpack starts no process of its own.',
                    'PROC002': 'A line needs a process type, a blank and a command; any other line '
                               'is skipped.',
                    'PROC003': "Heroku's reader takes a line for a process only if a blank follows "
                               'the process type.',
                    'PROC005': 'Only the process `web` gets requests.',
                    'PROC006': 'The last line with a process type wins.',
                    'PROC013': 'An empty command starts nothing.',
                    'RUN001': 'Without a version the first build decides, and later builds keep '
                              'its Python.',
                    'RUN002': 'The buildpack takes one line of exactly this form, beside comments '
                              'and empty lines.',
                    'RUN003': 'The buildpack has the Python versions of its own table only.',
                    'RUN009': 'The platform announces when it drops a version; then the build '
                              'fails.',
                    'GIT007': 'The first language that is recognised is built.'},
         'heroku_cnb': {'REQ001': 'The buildpack is chosen by the names of the files in the root.',
                        'PROC001': 'For Python the buildpacks start no process of their own.',
                        'PROC002': 'The Procfile buildpack is strict since 4.0.0: a line that it '
                                   'cannot read fails the build.',
                        'PROC005': 'Only the process `web` gets requests.',
                        'PROC006': 'The last line with a process type wins.',
                        'PROC013': 'An empty command starts nothing.',
                        'RUN001': "Without a version each build takes the buildpack's default, "
                                  'which changes.',
                        'RUN002': 'The buildpack takes one line of exactly this form, beside '
                                  'comments and empty lines.',
                        'RUN003': 'The buildpack has the Python versions of its own table only.',
                        'RUN009': 'The platform announces when it drops a version; then the build '
                                  'fails.',
                        'GIT007': 'The first language that is recognised is built.'},
         'dokku': {'REQ001': 'The buildpack is chosen by the names of the files in the root.',
                   'PROC001': 'Without a Procfile the container does not know what to start.',
                   'PROC002': 'Dokku checks the Procfile at each deploy, and herokuish reads it '
                              'again at the start.',
                   'PROC004': 'The check removes the carriage return, but the start reads the file '
                              'as it is.',
                   'PROC005': 'Only the process `web` gets requests.',
                   'PROC006': 'The check at the deploy wants each process type once.',
                   'PROC013': 'An empty command starts nothing.',
                   'RUN001': 'Without a version the first build decides, and later builds keep its '
                             'Python.',
                   'RUN002': 'The buildpack takes one line of exactly this form, beside comments '
                             'and empty lines.',
                   'RUN003': 'The buildpack has the Python versions of its own table only.',
                   'RUN009': 'The platform announces when it drops a version; then the build '
                             'fails.',
                   'GIT007': 'The first builder or language that is recognised is taken.'},
         'cloudfoundry': {'REQ001': 'The buildpack is chosen by the names of the files in the '
                                    'root.',
                          'REQ005': 'The search for Django reads an include to the end of its '
                                    'line.',
                          'PROC001': 'Without a Procfile the manifest has to name the command.',
                          'PROC003': 'The Procfile is read as YAML, where a colon without a blank '
                                     'makes no mapping.',
                          'PROC005': 'Without `web` the manifest has to name the command.',
                          'PROC006': 'The last line with a process type wins.',
                          'PROC009': 'The staging reads the whole Procfile as YAML that maps '
                                     'strings to strings.',
                          'PROC013': 'An empty command starts nothing.',
                          'RUN001': 'Without runtime.txt the buildpack takes its default.',
                          'RUN003': 'The buildpack takes runtime.txt as a constraint over the '
                                    'exact versions that it has.',
                          'DJ012': 'The buildpack looks for manage.py if requirements.txt names '
                                   'Django, and stops without one.'},
         'railway': {'REQ001': 'railpack chooses the language by the names of the files in the '
                               'root.',
                     'PROC003': 'The Procfile is read as YAML, where a colon without a blank makes '
                                'no mapping.',
                     'PROC006': 'The last line with a process type wins.',
                     'PROC009': 'railpack reads the whole Procfile as YAML that maps strings to '
                                'strings.',
                     'PROC013': 'An empty command starts nothing.',
                     'GIT007': "railpack's providers are tried in a fixed order, and the first "
                               'that fits wins.'}}}
