"""Lock files as what their tool installs from them, for one Python on Linux.

Nothing is resolved here: a lock file is complete by itself. Each module reads one format as its
tool does, and was compared with it; `reading` makes of it what the index is asked.
"""
