"""Cloud Foundry's Python buildpack (C).

It knows a Procfile in YAML, a runtime.txt that is a constraint, and a folder that makes pip ignore
the index.
"""
