"""What an editor offers to do about a finding: fixes, and ways to ignore it, as edits.

It changes nothing itself; every action is proved on a proposal before it is offered.
"""
