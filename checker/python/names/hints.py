"""Whether a text mentions what makes WSGI or ASGI applications: asked before it is parsed."""

from __future__ import annotations

_WORDS = {
    "ASGI": (
        *("asgi", "fastapi", "starlette", "quart", "sanic", "litestar", "starlite", "channels"),
        *("blacksheep", "a2wsgi", "async def", "async\t", "async  "),
    ),
    "WSGI": (
        *("wsgi", "flask", "bottle", "falcon", "webapp2", "whitenoise", "dj_static", "django"),
        *("werkzeug", "eve", "environ"),
    ),
}


def hints_at(text: str, protocol: str) -> bool:
    """Whether a text mentions anything that makes applications of that protocol."""
    lowered = text.lower()
    return any(word in lowered for word in _WORDS[protocol])
