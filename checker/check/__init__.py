"""One check of one root: rules, comments, policy, baseline, report, in the order of `pipeline`.

It takes a `Request`, which others make, and knows neither configurations nor command lines.
"""
