"""Fixes: chosen, applied to an overlay, judged by a second run, then written or shown."""
