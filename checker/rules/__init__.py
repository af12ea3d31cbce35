"""What the tool reports: a row a rule in `codes`, a function a rule in the folder of its family.

A rule is a pure function over a `Project`: it knows what the platform does and says what that
means for the files at hand, and it knows nothing of reports, configurations and other rules'
findings.
"""
