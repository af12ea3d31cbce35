"""Written by scripts.write_data from checker/data/releases/successors.toml; edit that, not this."""

DATA = {'date': '2026-11-29',
 'distribution': {'django': {'django.conf.urls.url': 'django.urls.re_path',
                             'django.conf.urls.patterns': 'a plain list of `path()` and '
                                                          '`re_path()`',
                             'django.contrib.auth.middleware.SessionAuthenticationMiddleware': 'nothing: '
                                                                                               'remove '
                                                                                               'it, '
                                                                                               'Django '
                                                                                               '2.0 '
                                                                                               'and '
                                                                                               'later '
                                                                                               'do '
                                                                                               'that '
                                                                                               'themselves',
                             'django.contrib.auth.views.login': 'django.contrib.auth.views.LoginView',
                             'django.contrib.auth.views.logout': 'django.contrib.auth.views.LogoutView',
                             'django.contrib.postgres.fields.JSONField': 'django.db.models.JSONField',
                             'django.contrib.postgres.fields.jsonb': 'django.db.models.JSONField',
                             'django.contrib.staticfiles.templatetags': '`{% load static %}` and '
                                                                        'django.templatetags.static',
                             'django.core.cache.backends.memcached.MemcachedCache': 'django.core.cache.backends.memcached.PyMemcacheCache',
                             'django.core.context_processors': 'django.template.context_processors',
                             'django.core.urlresolvers': 'django.urls',
                             'django.core.files.storage.get_storage_class': 'django.core.files.storage.storages',
                             'django.db.models.NullBooleanField': 'django.db.models.BooleanField '
                                                                  'with null=True',
                             'django.db.models.get_model': 'django.apps.apps.get_model',
                             'django.shortcuts.render_to_response': 'django.shortcuts.render',
                             'django.template.loaders.eggs': 'django.template.loaders.app_directories',
                             'django.utils.datetime_safe': 'datetime',
                             'django.utils.encoding.force_text': 'django.utils.encoding.force_str',
                             'django.utils.encoding.smart_text': 'django.utils.encoding.smart_str',
                             'django.utils.encoding.python_2_unicode_compatible': 'nothing: remove '
                                                                                  'the decorator',
                             'django.utils.http.is_safe_url': 'django.utils.http.url_has_allowed_host_and_scheme',
                             'django.utils.http.urlquote': 'urllib.parse.quote',
                             'django.utils.http.urlunquote': 'urllib.parse.unquote',
                             'django.utils.importlib': 'importlib',
                             'django.utils.lru_cache': 'functools.lru_cache',
                             'django.utils.six': 'the package `six`',
                             'django.utils.simplejson': 'json',
                             'django.utils.timezone.utc': 'datetime.timezone.utc',
                             'django.utils.translation.ugettext': 'django.utils.translation.gettext',
                             'django.utils.translation.ugettext_lazy': 'django.utils.translation.gettext_lazy',
                             'django.utils.translation.ugettext_noop': 'django.utils.translation.gettext_noop',
                             'django.utils.translation.ungettext': 'django.utils.translation.ngettext',
                             'django.utils.translation.ungettext_lazy': 'django.utils.translation.ngettext_lazy',
                             'django.utils.baseconv': 'a function of your own',
                             'django.utils.decorators.available_attrs': 'functools.WRAPPER_ASSIGNMENTS',
                             'django.utils.decorators.ContextDecorator': 'contextlib.ContextDecorator'},
                  'whitenoise': {'whitenoise.django.DjangoWhiteNoise': '`whitenoise.middleware.WhiteNoiseMiddleware` '
                                                                       'in MIDDLEWARE',
                                 'whitenoise.django.GzipManifestStaticFilesStorage': 'whitenoise.storage.CompressedManifestStaticFilesStorage',
                                 'whitenoise.django': 'whitenoise.middleware.WhiteNoiseMiddleware '
                                                      'or '
                                                      'whitenoise.storage.CompressedManifestStaticFilesStorage'},
                  'flask': {'flask.ext': 'the package of the extension (`from flask_wtf import …`)',
                            'flask.escape': 'markupsafe.escape',
                            'flask.Markup': 'markupsafe.Markup',
                            'flask.json.JSONEncoder': 'flask.json.provider.DefaultJSONProvider',
                            'flask.json.JSONDecoder': 'flask.json.provider.DefaultJSONProvider',
                            'flask._app_ctx_stack': 'flask.g',
                            'flask._request_ctx_stack': 'flask.g',
                            'flask.safe_join': 'werkzeug.utils.safe_join'},
                  'werkzeug': {'werkzeug.contrib.fixers': 'werkzeug.middleware.proxy_fix',
                               'werkzeug.contrib.cache': 'the package `cachelib`',
                               'werkzeug.contrib.sessions': 'the package `secure-cookie`',
                               'werkzeug.contrib.securecookie': 'the package `secure-cookie`',
                               'werkzeug.contrib.profiler': 'werkzeug.middleware.profiler',
                               'werkzeug.contrib.lint': 'werkzeug.middleware.lint',
                               'werkzeug.contrib': 'werkzeug.middleware, `cachelib` or '
                                                   '`secure-cookie`',
                               'werkzeug.secure_filename': 'werkzeug.utils.secure_filename',
                               'werkzeug.generate_password_hash': 'werkzeug.security.generate_password_hash',
                               'werkzeug.check_password_hash': 'werkzeug.security.check_password_hash',
                               'werkzeug.FileStorage': 'werkzeug.datastructures.FileStorage',
                               'werkzeug.ImmutableMultiDict': 'werkzeug.datastructures.ImmutableMultiDict',
                               'werkzeug.cached_property': 'werkzeug.utils.cached_property',
                               'werkzeug.security.safe_str_cmp': 'hmac.compare_digest',
                               'werkzeug.security.pbkdf2_hex': 'hashlib.pbkdf2_hmac',
                               'werkzeug.urls.url_quote': 'urllib.parse.quote',
                               'werkzeug.urls.url_quote_plus': 'urllib.parse.quote_plus',
                               'werkzeug.urls.url_unquote': 'urllib.parse.unquote',
                               'werkzeug.urls.url_encode': 'urllib.parse.urlencode',
                               'werkzeug.urls.url_decode': 'urllib.parse.parse_qs',
                               'werkzeug.urls.url_parse': 'urllib.parse.urlsplit',
                               'werkzeug.urls.url_join': 'urllib.parse.urljoin',
                               'werkzeug.wrappers.BaseResponse': 'werkzeug.wrappers.Response',
                               'werkzeug.wrappers.BaseRequest': 'werkzeug.wrappers.Request',
                               'werkzeug.wsgi.DispatcherMiddleware': 'werkzeug.middleware.dispatcher.DispatcherMiddleware',
                               'werkzeug.wsgi.SharedDataMiddleware': 'werkzeug.middleware.shared_data.SharedDataMiddleware',
                               'werkzeug.serving.run_with_reloader': 'werkzeug.serving.run_simple'},
                  'jinja2': {'jinja2.Markup': 'markupsafe.Markup',
                             'jinja2.escape': 'markupsafe.escape',
                             'jinja2.contextfilter': 'jinja2.pass_context',
                             'jinja2.contextfunction': 'jinja2.pass_context',
                             'jinja2.evalcontextfilter': 'jinja2.pass_eval_context',
                             'jinja2.evalcontextfunction': 'jinja2.pass_eval_context',
                             'jinja2.environmentfilter': 'jinja2.pass_environment',
                             'jinja2.environmentfunction': 'jinja2.pass_environment'},
                  'markupsafe': {'markupsafe.soft_unicode': 'markupsafe.soft_str'},
                  'itsdangerous': {'itsdangerous.TimedJSONWebSignatureSerializer': 'itsdangerous.URLSafeTimedSerializer',
                                   'itsdangerous.JSONWebSignatureSerializer': 'itsdangerous.URLSafeSerializer',
                                   'itsdangerous.json': 'json'},
                  'click': {'click.get_terminal_size': 'shutil.get_terminal_size'},
                  'pydantic': {'pydantic.BaseSettings': 'pydantic_settings.BaseSettings, and add '
                                                        '`pydantic-settings` to requirements.txt',
                               'pydantic.generics': 'typing.Generic with pydantic.BaseModel',
                               'pydantic.PyObject': 'pydantic.ImportString',
                               'pydantic.ConstrainedStr': 'typing.Annotated with '
                                                          'pydantic.StringConstraints',
                               'pydantic.fields.ModelField': 'pydantic.fields.FieldInfo'},
                  'starlette': {'starlette.graphql': 'the package `strawberry-graphql` or '
                                                     '`starlette-graphene3`'},
                  'celery': {'celery.decorators': 'celery.shared_task',
                             'celery.task': 'celery.shared_task'},
                  'channels': {'channels.Group': 'channels.layers.get_channel_layer',
                               'channels.routing.route': 'channels.routing.ProtocolTypeRouter and '
                                                         'URLRouter',
                               'channels.routing.include': 'channels.routing.URLRouter',
                               'channels.asgi': 'channels.routing.get_default_application'},
                  'djangorestframework': {'rest_framework.decorators.list_route': 'rest_framework.decorators.action '
                                                                                  'with '
                                                                                  'detail=False',
                                          'rest_framework.decorators.detail_route': 'rest_framework.decorators.action '
                                                                                    'with '
                                                                                    'detail=True',
                                          'rest_framework.filters.DjangoFilterBackend': 'django_filters.rest_framework.DjangoFilterBackend',
                                          'rest_framework.fields.NullBooleanField': 'rest_framework.fields.BooleanField '
                                                                                    'with '
                                                                                    'allow_null=True',
                                          'rest_framework.serializers.NullBooleanField': 'rest_framework.serializers.BooleanField '
                                                                                         'with '
                                                                                         'allow_null=True'},
                  'flask-wtf': {'flask_wtf.Form': 'flask_wtf.FlaskForm',
                                'flask_wtf.CsrfProtect': 'flask_wtf.CSRFProtect',
                                'flask_wtf.csrf.CsrfProtect': 'flask_wtf.csrf.CSRFProtect',
                                'flask_wtf.html5': 'wtforms.fields'},
                  'wtforms': {'wtforms.TextField': 'wtforms.StringField',
                              'wtforms.fields.TextField': 'wtforms.fields.StringField',
                              'wtforms.fields.html5': 'wtforms.fields',
                              'wtforms.validators.Required': 'wtforms.validators.DataRequired',
                              'wtforms.validators.required': 'wtforms.validators.data_required',
                              'wtforms.ext': 'the package `wtforms-sqlalchemy` or '
                                             '`wtforms-django`'},
                  'flask-migrate': {'flask_migrate.MigrateCommand': 'the command `flask db`'},
                  'flask-jwt-extended': {'flask_jwt_extended.jwt_refresh_token_required': 'flask_jwt_extended.jwt_required '
                                                                                          'with '
                                                                                          'refresh=True',
                                         'flask_jwt_extended.jwt_optional': 'flask_jwt_extended.jwt_required '
                                                                            'with optional=True',
                                         'flask_jwt_extended.fresh_jwt_required': 'flask_jwt_extended.jwt_required '
                                                                                  'with fresh=True',
                                         'flask_jwt_extended.get_raw_jwt': 'flask_jwt_extended.get_jwt',
                                         'flask_jwt_extended.get_jwt_claims': 'flask_jwt_extended.get_jwt'},
                  'sqlalchemy': {'sqlalchemy.engine.RowProxy': 'sqlalchemy.engine.Row',
                                 'sqlalchemy.orm.mapper': 'sqlalchemy.orm.registry',
                                 'sqlalchemy.ext.declarative.api': 'sqlalchemy.orm'},
                  'django-storages': {'storages.backends.s3boto': 'storages.backends.s3boto3'},
                  'redis': {'redis.sentinel.StrictRedis': 'redis.Redis'},
                  'python-telegram-bot': {'telegram.ext.Filters': '`from telegram.ext import '
                                                                  'filters`, or require '
                                                                  '`python-telegram-bot<20`',
                                          'telegram.ext.Dispatcher': 'telegram.ext.Application',
                                          'telegram.ParseMode': 'telegram.constants.ParseMode',
                                          'telegram.ChatAction': 'telegram.constants.ChatAction',
                                          'telegram.utils.helpers': 'telegram.helpers',
                                          'telegram.utils.request': 'telegram.request',
                                          'telegram.utils': 'telegram.helpers or telegram.request'},
                  'aiogram': {'aiogram.executor': '`await dp.start_polling(bot)`, or require '
                                                  '`aiogram<3`',
                              'aiogram.utils.executor': '`await dp.start_polling(bot)`, or require '
                                                        '`aiogram<3`',
                              'aiogram.types.ParseMode': 'aiogram.enums.ParseMode',
                              'aiogram.contrib.fsm_storage.memory': 'aiogram.fsm.storage.memory',
                              'aiogram.contrib.fsm_storage': 'aiogram.fsm.storage',
                              'aiogram.contrib': 'aiogram.fsm, or require `aiogram<3`',
                              'aiogram.dispatcher.filters.state': 'aiogram.fsm.state',
                              'aiogram.dispatcher.filters': 'aiogram.filters'},
                  'tweepy': {'tweepy.StreamListener': 'tweepy.StreamingClient, or require '
                                                      '`tweepy<4`',
                             'tweepy.streaming.StreamListener': 'tweepy.StreamingClient, or '
                                                                'require `tweepy<4`',
                             'tweepy.TweepError': 'tweepy.TweepyException',
                             'tweepy.error.TweepError': 'tweepy.TweepyException',
                             'tweepy.error': 'tweepy.errors'},
                  'moviepy': {'moviepy.editor': '`from moviepy import VideoFileClip`, or require '
                                                '`moviepy<2`'},
                  'openai': {'openai.error': '`from openai import …`, such as '
                                             '`openai.RateLimitError`'},
                  'langchain': {'langchain.llms': '`from langchain_openai import OpenAI`, or the '
                                                  'package of that model, or require `langchain<1`',
                                'langchain.chat_models.ChatOpenAI': '`from langchain_openai import '
                                                                    'ChatOpenAI`, and require '
                                                                    '`langchain-openai`',
                                'langchain.embeddings.OpenAIEmbeddings': '`from langchain_openai '
                                                                         'import '
                                                                         'OpenAIEmbeddings`, and '
                                                                         'require '
                                                                         '`langchain-openai`',
                                'langchain.text_splitter': 'langchain_text_splitters',
                                'langchain.prompts': 'langchain_core.prompts',
                                'langchain.schema': 'langchain_core.messages or '
                                                    'langchain_core.documents',
                                'langchain.vectorstores': 'langchain_community.vectorstores',
                                'langchain.document_loaders': 'langchain_community.document_loaders',
                                'langchain.chains': 'langchain_classic.chains',
                                'langchain.memory': 'langchain_classic.memory',
                                'langchain.output_parsers': 'langchain_core.output_parsers',
                                'langchain.callbacks': 'langchain_core.callbacks'},
                  'web3': {'web3.middleware.geth_poa_middleware': 'web3.middleware.ExtraDataToPOAMiddleware'},
                  'twilio': {'twilio.rest.TwilioRestClient': 'twilio.rest.Client'},
                  'slackclient': {'slackclient': 'the module `slack`, or the package `slack-sdk`'},
                  'pyrogram': {'pyrogram.Filters': '`from pyrogram import filters`'},
                  'elasticsearch': {'elasticsearch.RequestsHttpConnection': "`Elasticsearch(node_class='requests')`, "
                                                                            'or require '
                                                                            '`elasticsearch<8`'}}}
