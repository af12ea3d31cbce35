"""What is printed: reports, plans, catalogues, configurations, each from values.

It decides nothing about a repository; everything that comes from one is made printable here.
"""
