"""The rules on Django's static files (DJ).

They know what `collectstatic` comes to, from `platform`.
"""
