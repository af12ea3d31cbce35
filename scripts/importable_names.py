"""What `scripts.read_importable` runs: widely pinned distributions, and from which release on.

A distribution belongs here if many requirements files pin it, and if releases that are still pinned
stop working on a Python that a target runs. The release is the oldest one that is worth a run.
Without cryptography: its old releases build against the OpenSSL of the machine, or do not.
"""

from __future__ import annotations

_LISTED = """
jinja2 2.8, markupsafe 0.23, werkzeug 0.11, flask 0.10.1, itsdangerous 0.24, mysqlclient 1.3.7,
setuptools 24.0.3, gunicorn 18.0, django 1.8, celery 3.1.17, kombu 3.0.24, vine 1.1.3, billiard
3.3.0.20, amqp 1.4.6, requests 2.7.0, urllib3 1.19, pyyaml 3.11, sqlalchemy 0.9.8, six 1.8.0,
eventlet 0.20, gevent 1.1, greenlet 0.4.9, aiohttp 3.0.0, pydantic 1.2, fastapi 0.45, starlette
0.12, tornado 4.1, psycopg2 2.6, psycopg2-binary 2.7.4, numpy 1.13, pandas 0.21, pillow 4.0, lxml
3.6, cffi 1.5, html5lib 0.9999999, nose 1.3.7, boto 2.38, future 0.15,
python-dateutil 2.4, beautifulsoup4 4.3.2, markdown 2.6, wtforms 2.0, flask-sqlalchemy 2.0,
flask-login 0.3, flask-wtf 0.12, flask-script 2.0.5, flask-restplus 0.9, flask-migrate 1.6,
djangorestframework 3.3, django-allauth 0.20, django-debug-toolbar 1.3, django-extensions 1.5,
whitenoise 1.0.3, marshmallow 2.4, pymysql 0.7, peewee 2.8, httplib2 0.9, oauth2client 2.0, sanic
18.12, bottle 0.12.9, falcon 1.0, pymongo 3.2, simplejson 3.8, wrapt 1.10, pycrypto 2.6.1,
pyopenssl 16.0, jsonschema 2.5, protobuf 3.5, grpcio 1.8, scipy 1.0.0, scikit-learn 0.19.1,
matplotlib 2.1, redis 2.10.3, click 5.0, uvicorn 0.8, dj-database-url 0.3.0, django-heroku 0.3.0,
dj-static 0.0.6, static3 0.5.1, wsgiref 0.1.2, argparse 1.2.1, mock 1.0.1, python-openid 2.2.5,
python3-openid 3.0, pyparsing 2.0.3, packaging 16.8, django-compressor 1.5, sqlparse 0.1.15, attrs
17.1, asgiref 2.3, waitress 0.8.9, flask-restful 0.3.4, flask-cors 2.1, flask-admin 1.3,
flask-mail 0.9.1, flask-bootstrap 3.3.5, flask-caching 1.3, flask-babel 0.9, flask-socketio 1.0,
flask-security 1.7.5, python-socketio 1.5, python-engineio 1.3, blinker 1.3, pyjwt 1.4, oauthlib
1.0, requests-oauthlib 0.5, httpx 0.9, h11 0.7, httptools 0.0.13, uvloop 0.8, anyio 1.0, twisted
16.0, ujson 1.35, bleach 2.0, sentry-sdk 0.7, pygments 2.1, feedparser 5.2, python-decouple 3.1,
python-dotenv 0.6, django-environ 0.4, apscheduler 3.1, rq 0.6, djangorestframework-simplejwt 3.2,
psutil 4.0, nltk 3.2, traitlets 4.3, multidict 3.0, yarl 0.18, alembic 0.8, graphene 2.0,
graphql-core 2.0, graphene-django 2.0, promise 2.1,
pytz 2015.2, idna 2.6, certifi 14.5.14, django-redis 1.4.5, colorama 0.3.9, django-filter 0.9.1,
django-storages 1.1.5, boto3 1.4.4, charset-normalizer 2.0.4, babel 1.3, wcwidth 0.1.7, pycparser
2.10, django-appconf 0.6, soupsieve 1.9.5, django-mptt 0.11.0, prompt-toolkit 1.0.15,
social-auth-app-django 1.2.0, social-auth-core 1.3.0, webencodings 0.5.1, django-timezone-field 5.0,
click-didyoumean 0.3.0, click-plugins 1.1.1, click-repl 0.2.0, razorpay 1.2.0, typing-extensions
3.7.4.3, chardet 2.1.1, sorl-thumbnail 11.12.1, django-cors-headers 1.1.0, freezegun 0.1.8, newrelic
2.40.0.34, ipython 2.0.0, django-phonenumber-field 2.0.0, zipp 2.2.0, jmespath 0.10.0, botocore
1.16.24, importlib-metadata 1.5.0, websockets 8.1, jsonfield 1.0.3, semantic-version 2.8.5,
aniso8601 1.1.0, openpyxl 2.2.2, pluggy 0.6.0, pytest 2.3.5, tablib 0.11.2, s3transfer 0.3.3,
async-timeout 4.0.2, django-countries 3.1.1, google-auth 1.24.0, mpmath 1.0.0, stripe 3.5.0, sympy
1.2, more-itertools 4.1.0, py 1.5.3, django-celery-beat 2.5.0, sniffio 1.3.0, bcrypt 3.1.7,
django-js-asset 1.2.2, exceptiongroup 1.1.1, thrift 0.13.0, et-xmlfile 1.0.1, pyasn1 0.1.7, mako
1.0.7, python-editor 1.0.3, brotli 1.0.7, cachetools 5.3.0, django-measurement 3.2.3,
google-api-core 2.11.0, googleapis-common-protos 1.59.0, grpcio-status 1.54.2, measurement 3.2.0,
proto-plus 1.22.2, pyasn1-modules 0.3.0, rsa 4.9, faker 4.1.3, fonttools 4.33.3, python-http-client
3.3.3, sendgrid 6.9.1, starkbank-ecdsa 2.0.2, text-unidecode 1.3, watchfiles 0.19.0,
django-crispy-forms 1.3.1, reportlab 3.4.0, deprecated 1.2.6, django-localflavor 1.4.1, flask-sslify
0.1.5
"""
DISTRIBUTIONS: dict[str, str] = {each.split()[0]: each.split()[1] for each in _LISTED.split(",")}

HEAVY = frozenset((
    "numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "grpcio", "lxml", "pillow",
    "gevent", "pymongo", "uvloop", "protobuf", "reportlab",
))  # fmt: skip
"""What takes minutes to compile: a source of these is tried for a short time only."""

OPTIONAL = frozenset(("pyyaml",))
"""What is compiled only if the headers of a library are there: without them it may well build."""

MODULES: dict[str, list[str]] = {
    "django": ["django", "django.core.management", "django.core.wsgi", "django.db.models",
               "django.forms", "django.template"],
    "djangorestframework": ["rest_framework"],
    "gunicorn": ["gunicorn", "gunicorn.app.wsgiapp"],
    "celery": ["celery", "celery.app.base"],
    "uvicorn": ["uvicorn", "uvicorn.config"],
    "gevent": ["gevent", "gevent.monkey"],
    "eventlet": ["eventlet", "eventlet.wsgi"],
    "tornado": ["tornado", "tornado.web"],
    "twisted": ["twisted", "twisted.internet.reactor"],
    "protobuf": ["google.protobuf", "google.protobuf.descriptor", "google.protobuf.message"],
    "grpcio": ["grpc"],
    "sqlalchemy": ["sqlalchemy", "sqlalchemy.orm"],
    "requests": ["requests"],
    "mysqlclient": ["MySQLdb"],
    "pillow": ["PIL", "PIL.Image"],
    "lxml": ["lxml", "lxml.etree"],
    "matplotlib": ["matplotlib", "matplotlib.figure"],
    "numpy": ["numpy"],
    "scipy": ["scipy", "scipy.stats"],
    "scikit-learn": ["sklearn", "sklearn.linear_model"],
    "setuptools": ["setuptools"],
    "boto": ["boto", "boto.s3.connection"],
    "pycrypto": ["Crypto", "Crypto.Cipher.AES"],
    "nltk": ["nltk"],
    "waitress": ["waitress"],
    "werkzeug": ["werkzeug", "werkzeug.datastructures", "werkzeug.wrappers", "werkzeug.serving"],
    "sanic": ["sanic"],
}  # fmt: skip
"""What to import of a distribution where that isn't just the module that is called like it.

A module that the release does not have is left out.
"""

STATEMENTS: dict[str, str] = {
    "flask": "import flask; flask.Flask('site').test_client()",
    "werkzeug": "from werkzeug.routing import Map, Rule; "
    "Map([Rule('/<a>', endpoint='b')]).bind('c')",
    "itsdangerous": "import itsdangerous; itsdangerous.URLSafeTimedSerializer('a').dumps(1)",
    "pyjwt": "import jwt; jwt.encode({}, 'a' * 32, 'HS256')",
    "httpx": "import httpx; httpx.Client()",
    "flask-sqlalchemy": "import flask_sqlalchemy; flask_sqlalchemy.SQLAlchemy()",
    "flask-login": "import flask_login; flask_login.LoginManager()",
    "eventlet": "import eventlet; eventlet.spawn(lambda: 1).wait()",
    "gevent": "import gevent; gevent.spawn(lambda: 1).join()",
    "jinja2": "import jinja2; jinja2.Environment().from_string('{{ 1 }}').render()",
    "click": "import click; click.command()(lambda: None)",
    "django": "from django.conf import settings; settings.configure(); import django; "
    "django.setup()",
    "celery": "import celery; celery.Celery('shop').task(lambda: None)",
    "kombu": "import kombu; kombu.Connection('memory://')",
    "sqlalchemy": "import sqlalchemy as s; s.select([s.column('a')]) if s.__version__ < '1.4' "
    "else s.select(s.column('a'))",
    "pydantic": "import pydantic; type('Shop', (pydantic.BaseModel,), {})()",
    "fastapi": "import fastapi; fastapi.FastAPI().get('/')(lambda: None)",
    "starlette": "from starlette.applications import Starlette; Starlette()",
    "uvicorn": "import uvicorn; uvicorn.Config(None)",
    "aiohttp": "import aiohttp.web; aiohttp.web.Application()",
    "tornado": "import tornado.web; tornado.web.Application([])",
    "bottle": "import bottle; bottle.Bottle()",
    "falcon": "import falcon; (falcon.API if falcon.__version__ < '3' else falcon.App)()",
    "sanic": "import sanic; sanic.Sanic('shop')",
    "requests": "import requests; requests.Session()",
    "six": "from six.moves import urllib",
    "redis": "import redis; redis.StrictRedis()",
    "attrs": "import attr; attr.s(type('Shop', (), {}))()",
    "marshmallow": "import marshmallow; type('Shop', (marshmallow.Schema,), {})()",
    "wtforms": "import wtforms; type('Shop', (wtforms.Form,), {})()",
    "flask-restplus": "import flask_restplus; flask_restplus.Api()",
    "peewee": "import peewee; type('Shop', (peewee.Model,), {})()",
    "apscheduler": "from apscheduler.schedulers.background import BackgroundScheduler as A; A()",
    "html5lib": "import html5lib; html5lib.parse('<p>')",
    "beautifulsoup4": "import bs4; bs4.BeautifulSoup('<p>', 'html.parser')",
    "markdown": "import markdown; markdown.markdown('a')",
    "pyyaml": "import yaml; yaml.safe_load('a: 1')",
}
"""What a program does at first with a distribution, where importing it tells too little."""
