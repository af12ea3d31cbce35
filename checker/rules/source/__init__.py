"""The rules on the source that is started (PY).

They know which files the start and the build reach.
"""
