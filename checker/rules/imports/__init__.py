"""Rules on what the start imports: is it there, is it installed, is it in git, is it the right one.

They put into words what `checker.reachable.failing` and `checker.reachable.shadowing` found.
"""
