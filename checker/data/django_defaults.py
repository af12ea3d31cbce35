"""Django's own defaults for the settings that matter here, by release."""

from __future__ import annotations

_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
_FILES = "django.core.files.storage.FileSystemStorage"
_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
_DEFAULTS: dict[str, object] = {
    "STATIC_ROOT": None, "STATIC_URL": None, "STATICFILES_DIRS": [], "MEDIA_ROOT": "",
    "MEDIA_URL": "", "INSTALLED_APPS": [], "STATICFILES_FINDERS": _FINDERS, "DEBUG": False,
    "SECRET_KEY": "", "TIME_ZONE": "America/Chicago", "AUTH_USER_MODEL": "auth.User",
    "DATABASES": {}, "LOGGING": {}, "LOGGING_CONFIG": "logging.config.dictConfig",
    "SILENCED_SYSTEM_CHECKS": [], "TEMPLATES": [], "MIDDLEWARE": [], "ALLOWED_HOSTS": [],
    "ROOT_URLCONF": "", "FILE_UPLOAD_PERMISSIONS": None, "LOCALE_PATHS": [], "CACHES": {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "DATABASE_ROUTERS": [], "LANGUAGE_CODE": "en-us", "USE_I18N": True,
    "FORCE_SCRIPT_NAME": None, "DEFAULT_CHARSET": "utf-8", "WSGI_APPLICATION": None,
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "ADMINS": [], "MANAGERS": [],
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",
    "LOGIN_URL": "/accounts/login/", "LOGIN_REDIRECT_URL": "/accounts/profile/",
    "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"],
}  # fmt: skip


def default_of(name: str, django: tuple[int, int] | None) -> object:
    """A setting's default; None for one that has none or that is not listed."""
    if name in _DEFAULTS:
        return _DEFAULTS[name]
    if django is None:
        return None
    if name == "STATICFILES_STORAGE":
        return _STORAGE if django < (5, 1) else None
    if name == "DEFAULT_FILE_STORAGE":
        return _FILES if django < (5, 1) else None
    if name == "STORAGES" and django >= (4, 2):
        return {"default": {"BACKEND": _FILES}, "staticfiles": {"BACKEND": _STORAGE}}
    if name == "DEFAULT_AUTO_FIELD" and django >= (3, 2):
        word = "BigAutoField" if django >= (6, 0) else "AutoField"
        return f"django.db.models.{word}"
    return None


def listed() -> tuple[str, ...]:
    """The settings whose defaults are listed here."""
    return (*_DEFAULTS, "STATICFILES_STORAGE", "DEFAULT_FILE_STORAGE", "STORAGES",
            "DEFAULT_AUTO_FIELD")  # fmt: skip
