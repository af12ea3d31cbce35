"""What the platform does with a root: its decisions, predicted bug for bug, as plain values.

`plan` puts them together; a `Builder` makes those that differ between platforms, from a folder here
that a target names. It knows trees, parsers and Django's simulation, and no rule.
"""
