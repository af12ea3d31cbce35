"""Bytes of Python to a tree as one version reads them, or why that version refuses them.

Knows text and the tables of versions; nothing of names, of the interpreter or of a project.
"""
