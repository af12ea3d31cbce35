"""A model of django-on-heroku, the successor of django-heroku."""

from __future__ import annotations

from checker.python.models.packages.django_heroku import configure

PROVIDES = "django-on-heroku"
"""The distribution, as the index calls it."""

MODULES = {"django_on_heroku": configure}
