"""Models of what is outside the repository: the standard library, and what is installed.

They know the interpreter by its interface and its values alone.
"""
