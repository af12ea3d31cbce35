"""The cloud native build of Rainbond: a Procfile line by line, a start command by guesses.

It knows targets and the platform's values; nobody outside asks it but by way of `builder`.
"""
