"""The rules on the Procfile (PROC).

They know its lines and what the builder makes of each.
"""
