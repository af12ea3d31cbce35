"""The language server: what is open in an editor, checked again and again, and what is shown of it.

It may use all but the command line; what it says of a repository comes from reports and queries.
"""
