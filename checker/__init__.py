"""pyspec-check: what a source-to-deploy platform will do with a Python repository, before the push.

Importing this package imports nothing else: start-up is most of the tool's running time.
"""

__version__ = "0.1.0"
HOMEPAGE = "https://github.com/pyspec-check/pyspec-check"
"""Where the project lives; the addresses of the rules' pages start with it."""
