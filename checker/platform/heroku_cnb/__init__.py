"""Heroku's cloud native buildpacks (HC).

It knows what they do otherwise than the classic buildpack, on which it builds.
"""
