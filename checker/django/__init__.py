"""`manage.py collectstatic` simulated, from a tree of files and the versions of Python and Django.

It knows the interpreter and the tables of Django releases; of a project it knows nothing.
"""
