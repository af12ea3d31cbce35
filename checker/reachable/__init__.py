"""Which modules of the repository the start and the build import, and how they are reached.

It knows the start command, Django's settings and the reading of Python; it judges nothing.
"""
