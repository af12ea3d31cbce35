"""Heroku's classic buildpack and what is made from it: DigitalOcean and Scalingo (H, DO, SC).

It knows the files of a root and the data of its target; other platforms may build on it.
"""
