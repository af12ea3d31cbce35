"""What rules of several families ask: names that were meant, files that Git LFS holds.

Knows no rule.
"""
