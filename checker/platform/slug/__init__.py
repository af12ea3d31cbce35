"""The slug builder of Rainbond: the classic buildpack, its Ruby's YAML, its shell's generator.

It knows targets and the platform's values; nobody outside asks it but by way of `builder`.
"""
