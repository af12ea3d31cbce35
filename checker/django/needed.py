"""What importing some of Django's modules needs, asked of Django 3.2, 4.2 and 5.2."""

from __future__ import annotations

WITH_MODELS = frozenset(
    f"contrib.{name}"
    for name in (
        "admin.forms admin.migrations.0001_initial auth.admin auth.backends auth.base_user "
        "auth.forms auth.handlers.modwsgi auth.management.commands.changepassword auth.middleware "
        "auth.migrations.0001_initial auth.mixins auth.urls auth.views contenttypes.admin "
        "contenttypes.fields contenttypes.forms contenttypes.views "
        "contenttypes.management.commands.remove_stale_contenttypes "
        "contenttypes.migrations.0001_initial flatpages.admin flatpages.forms "
        "flatpages.middleware flatpages.templatetags.flatpages flatpages.urls flatpages.views "
        "redirects.admin redirects.middleware sessions.base_session "
        "sessions.migrations.0001_initial sites.admin sites.migrations.0001_initial "
        "sites.migrations.0002_alter_domain_unique"
    ).split()
)
"""Modules that import models: before the apps are loaded that raises AppRegistryNotReady."""
LIBRARIES = {"template.backends.jinja2": "jinja2", "core.serializers.pyyaml": "yaml"}
"""Modules that import a library which Django does not bring along."""
