"""Written by scripts.write_data from checker/rules/tables/platform-only.toml; edit that, not this."""

DATA = {'date': '2026-11-22',
 'windows': {'files': ['pywin32', 'windows-curses', 'pyaudiowpatch'],
             'sources': ['pywinpty', 'twisted-iocpsupport', 'winsdk', 'winrt-runtime'],
             'depends': ['pypiwin32', 'win10toast']},
 'macos': {'files': [],
           'sources': ['pyobjc-core'],
           'depends': ['pyobjc', 'rumps'],
           'prefix': 'pyobjc-framework-'}}
