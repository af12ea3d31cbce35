"""What `scripts.read_needed_modules` starts: the servers with an empty application, and libraries.

A server's application imports nothing, so that what is loaded is what the server needs. A library
is imported by a script, which then asks its application for one page without a server, and prints
a mark behind each step.
"""

from __future__ import annotations

WSGI = """\
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "1"), ("Content-Type", "text/plain")])
    return [b"x"]
"""
ASGI = """\
async def app(scope, receive, send):
    while scope["type"] == "lifespan":
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"].endswith("shutdown"):
            return
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]}
    await send(start)
    await send({"type": "http.response.body", "body": b"x"})
"""
FLASK = 'from flask import Flask\napp = Flask(__name__)\napp.route("/")(lambda: "x")\n'
MANAGE = """\
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "conf"
from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
"""
CONF = 'SECRET_KEY = "x"\nALLOWED_HOSTS = ["*"]\nROOT_URLCONF = "urls"\n'
DJANGO_URLS = """\
from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("", lambda request: HttpResponse("x"))]
"""
CELERY = 'from celery import Celery\napp = Celery("app", broker="memory://")\n'
_SERVE = "import sys\nport = int(sys.argv[1])\n"
SERVERS: dict[str, tuple[str, dict[str, str]]] = {
    "gunicorn": ("gunicorn app:app -b 127.0.0.1:{port}", {"app.py": WSGI}),
    "gunicorn uvicorn": (
        "gunicorn app:app -k uvicorn.workers.UvicornWorker -b 127.0.0.1:{port}", {"app.py": ASGI}
    ),
    "gunicorn gevent": ("gunicorn app:app -k gevent -b 127.0.0.1:{port}", {"app.py": WSGI}),
    "uvicorn": ("uvicorn app:app --port {port}", {"app.py": ASGI}),
    "hypercorn": ("hypercorn app:app -b 127.0.0.1:{port}", {"app.py": ASGI}),
    "daphne": ("daphne app:app -p {port}", {"app.py": ASGI}),
    "granian": ("granian app:app --interface asgi --port {port}", {"app.py": ASGI}),
    "waitress": ("waitress-serve --listen=127.0.0.1:{port} app:app", {"app.py": WSGI}),
    "flask run": ("flask run -p {port}", {"app.py": FLASK}),
    "celery": ("celery -A app worker -l info", {"app.py": CELERY}),
    "gunicorn gthread": ("gunicorn app:app --threads 2 -b 127.0.0.1:{port}", {"app.py": WSGI}),
    "serve flask": (
        "python serve.py {port}", {"serve.py": FLASK + _SERVE + "app.run(port=port)\n"}
    ),
    "serve uvicorn": (
        "python serve.py {port}",
        {"serve.py": ASGI + _SERVE + "import uvicorn\nuvicorn.run(app, port=port)\n"},
    ),
    "serve waitress": (
        "python serve.py {port}",
        {"serve.py": WSGI + _SERVE + "import waitress\nwaitress.serve(app, port=port)\n"},
    ),
    "serve gevent": (
        "python serve.py {port}",
        {"serve.py": WSGI + _SERVE + "from gevent.pywsgi import WSGIServer\n"
                     "WSGIServer(('127.0.0.1', port), app).serve_forever()\n"},
    ),
    "serve wsgiref": (
        "python serve.py {port}",
        {"serve.py": WSGI + _SERVE + "from wsgiref.simple_server import make_server\n"
                     "make_server('127.0.0.1', port, app).serve_forever()\n"},
    ),
    "runserver": (
        "python manage.py runserver --noreload 127.0.0.1:{port}",
        {"manage.py": MANAGE, "conf.py": CONF, "urls.py": DJANGO_URLS},
    ),
    "uvicorn workers": ("uvicorn app:app --workers 2 --port {port}", {"app.py": ASGI}),
}  # fmt: skip
"""Of each server the command, and the files of an application that needs nothing."""

_ASK_WSGI = """
print("@start", flush=True)
import sys
from io import BytesIO
statuses = []
for path in PATHS:
    environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }
    list(app(environ, lambda status, headers, *rest: statuses.append(status)))
print(statuses)
if not any(status.startswith("5") for status in statuses) and statuses:
    print("@page", flush=True)
"""
_ASK_ASGI = """
print("@start", flush=True)
import asyncio
statuses = []
async def receive():
    return {"type": "http.request", "body": b"{\\"size\\": 1}", "more_body": False}
async def send(message):
    statuses.append(message.get("status", 200))
async def ask():
    for method, path in PATHS:
        await app({
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
            "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "scheme": "http", "server": ("localhost", 80), "client": ("localhost", 1),
            "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
        }, receive, send)
asyncio.new_event_loop().run_until_complete(ask())
print(statuses)
if statuses and max(statuses) < 500:
    print("@page", flush=True)
"""
_ONE, _ONE_GET = 'PATHS = ["/"]\n', 'PATHS = [("GET", "/")]\n'
_DJANGO = """\
from django.conf import settings
settings.configure(
    SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF="urls", DEFAULT_AUTO_FIELD="",
    %s
)
from django.core.wsgi import get_wsgi_application
app = get_wsgi_application()
"""
_USUAL = """
    INSTALLED_APPS=["django.contrib." + name for name in
        ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")],
    MIDDLEWARE=["django." + name for name in (
        "middleware.security.SecurityMiddleware", "middleware.common.CommonMiddleware",
        "contrib.sessions.middleware.SessionMiddleware", "middleware.csrf.CsrfViewMiddleware",
        "contrib.auth.middleware.AuthenticationMiddleware",
        "contrib.messages.middleware.MessageMiddleware",
        "middleware.clickjacking.XFrameOptionsMiddleware")],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]}}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    STATIC_URL="/static/",
"""
_FASTAPI = """\
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
async def index():
    return {"page": "x"}
"""
_FURTHER_FASTAPI = """\
from typing import List
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"])
class Item(BaseModel):
    size: int
    names: List[str] = []
@app.get("/")
def index():
    return {"page": "x"}
@app.post("/items", response_model=Item)
def items(item: Item):
    return item
"""
_STARLETTE = """\
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
async def index(request):
    return PlainTextResponse("x")
app = Starlette(routes=[Route("/", index)])
"""
_FURTHER_STARLETTE = """\
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
def index(request):
    return JSONResponse({"page": "x"})
app = Starlette(routes=[Route("/", index)])
"""
_FURTHER_FLASK = """\
from flask import Flask, jsonify, render_template_string, session, url_for
app = Flask(__name__)
app.secret_key = "x"
@app.route("/")
def index():
    session["a"] = 1
    return render_template_string("{{ x }}", x=url_for("data"))
@app.route("/data")
def data():
    return jsonify(a=1)
"""
_FURTHER_URLS = """\
from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [path("", lambda request: HttpResponse("x")), path("admin/", admin.site.urls)]
"""
LIBRARIES: dict[str, dict[str, str]] = {
    "flask": {"app.py": FLASK + _ONE + _ASK_WSGI},
    "fastapi": {"app.py": _FASTAPI + _ONE_GET + _ASK_ASGI},
    "starlette": {"app.py": _STARLETTE + _ONE_GET + _ASK_ASGI},
    "django": {"app.py": _DJANGO % "" + _ONE + _ASK_WSGI, "urls.py": DJANGO_URLS},
}  # fmt: skip
"""Scripts that import a library, and ask for a page: of the least that an application has."""
USUAL: dict[str, dict[str, str]] = {
    "flask": {"app.py": _FURTHER_FLASK + _ONE + _ASK_WSGI},
    "fastapi": {"app.py": _FURTHER_FASTAPI + _ONE_GET + _ASK_ASGI},
    "starlette": {"app.py": _FURTHER_STARLETTE + _ONE_GET + _ASK_ASGI},
    "django": {"app.py": _DJANGO % _USUAL + _ONE + _ASK_WSGI,
               "urls.py": _FURTHER_URLS},
}  # fmt: skip
"""The same with what many applications use besides."""
