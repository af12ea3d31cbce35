"""Static reading of Python: a small, bounded interpreter that runs nothing of the repository.

It knows sources and trees of files, and no platform, project or rule.
"""
