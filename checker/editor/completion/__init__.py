"""A package; say here what lives in it."""
