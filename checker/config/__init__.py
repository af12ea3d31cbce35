"""The configuration: where it is found, what it may hold, and the settings that it comes to.

It makes requests of checks and runs none; it knows what a rule is called and not what it does.
"""
