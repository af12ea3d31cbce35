"""Static reading of Python: a small, bounded interpreter that runs nothing of the repository."""
