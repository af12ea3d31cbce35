"""Asking the package index, where that is allowed: what pip would really install in the build.

uv resolves; nothing of a package is run, and nothing of the checked repository configures it. Only
`asking` is for others: it gives the `Resolver` of a project, and no run without `--resolve` imports
anything here.
"""
