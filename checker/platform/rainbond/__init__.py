"""What both builders of Rainbond share: detection, the package manager, the Python's choice.

It knows targets and the platform's values, and no builder in particular.
"""
