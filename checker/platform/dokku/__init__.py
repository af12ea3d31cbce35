"""Dokku with its herokuish builder (D).

It knows two readers of the Procfile, the check at the deploy and the one at the start; for the rest
it builds on Heroku's classic buildpack.
"""
