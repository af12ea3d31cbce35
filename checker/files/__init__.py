"""The only code that reads and writes files or starts git, hardened against what it finds there.

It knows paths, bytes and git's answers; it knows nothing of a platform, a rule or a report.
"""
