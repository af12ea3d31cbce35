"""Fixes: chosen, applied to an overlay, judged by a second run, then written or shown.

It knows how a check is run and how files are replaced, all or none; it knows no single rule.
"""
