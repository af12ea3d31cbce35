"""The TOML files of `data` as Python, written by `python -m scripts.write_data`.

Knows nothing.
"""
