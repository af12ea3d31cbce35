"""The rules on requirements.txt (REQ), one file a rule or a close group.

They know its parsed lines, the pip and the Python of the build, and dated tables of releases.
"""
