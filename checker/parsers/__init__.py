"""Tolerant, total parsers: bytes in any state to values with exact spans."""
