"""`python -m checker` is the same as the command `pyspec-check`."""

from checker.cli.main import run

if __name__ == "__main__":
    raise SystemExit(run())
