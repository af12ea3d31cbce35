"""Written by scripts.write_data from checker/data/releases/platform-only.toml; edit that, not this."""

DATA = {'date': '2026-11-22',
 'windows': {'files': ['pywin32',
                       'windows-curses',
                       'pyaudiowpatch',
                       'kivy-deps-angle',
                       'kivy-deps-glew',
                       'kivy-deps-sdl2',
                       'tensorflow-intel'],
             'sources': ['pywinpty', 'twisted-iocpsupport', 'winsdk', 'winrt-runtime'],
             'depends': ['pypiwin32', 'win10toast', 'wmi'],
             'since': {'wmi': '1.5', 'tensorflow-intel': '2'}},
 'macos': {'files': ['tensorflow-macos', 'tensorflow-metal'],
           'sources': ['pyobjc-core'],
           'depends': ['pyobjc', 'rumps'],
           'prefix': 'pyobjc-framework-'}}
