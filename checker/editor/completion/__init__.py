"""What can be typed at a place: versions, commands, options, distributions, as values.

It reads the facts that the last check needed; what depends on the client is made in `lsp`.
"""
