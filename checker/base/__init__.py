"""Values and text that every part speaks in: documents, findings, messages, mistakes, budgets.

It knows no platform, opens no file and imports nothing of the package but itself.
"""
