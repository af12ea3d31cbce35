"""Abstract evaluation of Python: what a program of the repository would do, as far as it is known.

Each file holds the operations on one kind of node or value and asks the others through
`interface`; only `interp` knows them all. It knows the tree and the syntax, and no project.
"""
