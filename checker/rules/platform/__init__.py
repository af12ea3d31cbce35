"""What one platform alone objects to.

The rules here know no platform: its builder finds what is wrong, with its own words.
"""
