"""What to write: the Procfile's line that would serve a root, and the target that fits better.

It knows what the platform does, and no rule: rules and `init` ask it.
"""
