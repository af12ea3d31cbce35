"""The rules on what git holds (GIT).

They know the tree, the index and what the platform clones.
"""
