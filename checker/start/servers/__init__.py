"""The servers that are understood: a row for each in `table`, a file where one is special.

They know options and processes, and nothing of a project but the files that they are given.
"""
