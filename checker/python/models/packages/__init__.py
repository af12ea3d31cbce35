"""Models of distributions that settings use, one file a distribution.

Each file is called as the module that is imported, so that it is found by that name; `PROVIDES`
names the distribution, `MODULES` makes each of its modules. It knows the interpreter's interface
and values, and what models share; to add a library is to add a file here.
"""
