"""Tolerant, total parsers: bytes in any state to values with exact spans.

They know texts and no files, no platform and no rule; what is damaged is a value, not an error.
"""
