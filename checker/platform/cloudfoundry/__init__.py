"""Cloud Foundry's Python buildpack (C).

It knows a Procfile in YAML, a runtime.txt that is a constraint, and a folder that turns the index off.
"""
