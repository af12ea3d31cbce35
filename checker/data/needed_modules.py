"""Which modules of Python's own a library or a server does not do without.

Measured on CPython 3.9, 3.12 and 3.14 (servers: 3.9 and 3.14) with an empty file in the place of
each module. A word is `module=name`, with a name that is needed of it (several: of different
releases; with a dot before it: an attribute, whose absence is an AttributeError), and the minor
versions if it is not all that were measured: `random=Random@14`.
"""

from __future__ import annotations

LIBRARIES = (9, 12, 14)
"""The minor versions of Python 3 that libraries were measured with."""
SERVERS = (9, 14)
"""The minor versions that servers were started with."""
NEEDED = {
    "flask": (
        "ast=.Add|.NodeVisitor base64=b64encode bisect=bisect calendar=timegm@9 "
        "collections=defaultdict|namedtuple contextlib=.AbstractContextManager|suppress "
        "copy=deepcopy copyreg=.pickle@12,14 dataclasses=dataclass datetime=datetime "
        "dis=.COMPILER_FLAG_NAMES email=email.utils enum=.IntFlag|.global_enum "
        "fnmatch=.translate@12 functools=.lru_cache|wraps gettext=gettext glob=_StringGlobber@14 "
        "hashlib=sha1 heapq=nlargest@12,14 hmac=compare_digest html=escape@9 http=http.server "
        "importlib=importlib.machinery inspect=.get_annotations|.signature json=.dumps "
        "keyword=iskeyword locale=.normalize logging=.Logger|.StreamHandler numbers=.Number "
        "operator=eq pathlib=.Path|.PurePosixPath pickle=.dumps platform=.system@9,12 "
        "pprint=pformat random=Random re=.Pattern|.compile reprlib=recursive_repr@12,14 "
        "selectors=.SelectSelector shutil=.rmtree@9 socket=.AF_INET ssl=.SSLContext|.SSLEOFError "
        "string=.Formatter|ascii_letters struct=.calcsize|pack tempfile=._TemporaryFileWrapper "
        "textwrap=.dedent@12,14 threading=._shutdown token=EXACT_TOKEN_TYPES types=GenericAlias "
        "typing=.ClassVar|.TYPE_CHECKING urllib=urllib.parse uuid=.UUID warnings=.warn|warn@9,12 "
        "weakref=.ref"
    ),
    "fastapi": (
        "ast=.Add|.NodeVisitor asyncio=.iscoroutinefunction@9 base64=b64encode bisect=bisect "
        "collections=defaultdict|namedtuple@12,14 colorsys=hls_to_rgb "
        "concurrent=concurrent.futures@9,12 "
        "contextlib=.AbstractContextManager|AsyncExitStack@12,14 copy=copy|deepcopy "
        "copyreg=.pickle@12,14 dataclasses=dataclass|is_dataclass datetime=.date decimal=Decimal "
        "dis=.COMPILER_FLAG_NAMES email=email.message enum=Enum@12,14 fnmatch=.translate@12 "
        "fractions=Fraction@14 functools=.lru_cache|reduce@12,14 glob=_StringGlobber@14 "
        "hashlib=.md5@9,12 heapq=.heappush@12 hmac=compare_digest@14 http=cookies "
        "importlib=importlib.machinery@12,14 inspect=.signature ipaddress=IPv4Address "
        "json=.loads@9 keyword=iskeyword@12,14 logging=.getLogger mimetypes=guess_type "
        "numbers=.Number operator=eq|or_@12,14 pathlib=Path platform=.system@9,12 random=Random "
        "re=.Pattern|.compile@12,14 reprlib=recursive_repr@12,14 secrets=token_hex@14 "
        "selectors=.SelectSelector@9,12 shlex=shlex signal=Signals@9 "
        "socket=.AF_UNSPEC|._GLOBAL_DEFAULT_TIMEOUT ssl=.SSLWantReadError|SSLContext@9,12 "
        "string=Template|ascii_letters struct=.calcsize|pack subprocess=.PIPE@9,12 "
        "tempfile=.TemporaryDirectory|SpooledTemporaryFile textwrap=.dedent|dedent "
        "threading=._shutdown token=EXACT_TOKEN_TYPES tokenize=.open@12,14 "
        "traceback=.extract_stack@9,12 types=MappingProxyType@12,14 typing=Any@12,14 "
        "urllib=urllib.parse uuid=UUID warnings=.warn|warn@12,14 weakref=.WeakSet|.ref "
        "zoneinfo=ZoneInfo@14"
    ),
    "starlette": (
        "ast=.Add|.NodeVisitor base64=b64encode@9,12 bisect=bisect "
        "collections=collections.abc|defaultdict@12,14 concurrent=concurrent.futures@9,12 "
        "contextlib=.AbstractContextManager|contextmanager@12,14 copyreg=.pickle@12,14 "
        "dataclasses=dataclass datetime=datetime dis=.COMPILER_FLAG_NAMES email=email.utils "
        "enum=.global_enum@12,14 functools=.lru_cache|wraps@12,14 hashlib=.md5@9,12 "
        "heapq=.heappush@12 hmac=compare_digest@14 http=cookies "
        "importlib=importlib.machinery@12,14 inspect=.getsource|isasyncgen "
        "ipaddress=IPv4Address@9 keyword=iskeyword@12,14 logging=.getLogger@9,12 "
        "mimetypes=guess_type operator=eq@12,14 platform=.system@9,12 random=Random "
        "re=.Pattern|.compile@12,14 reprlib=recursive_repr@12,14 secrets=token_hex@14 "
        "selectors=.SelectSelector@9,12 shlex=shlex signal=Signals@9 "
        "socket=.AF_UNSPEC|AddressFamily@9,12 ssl=.SSLWantReadError|SSLContext@9,12 "
        "string=.ascii_letters|Template subprocess=.PIPE|PIPE@9,12 tempfile=SpooledTemporaryFile "
        "textwrap=dedent threading=._shutdown token=EXACT_TOKEN_TYPES tokenize=.open@12,14 "
        "traceback=.TracebackException|.extract_stack@9,12 types=GenericAlias@12,14 "
        "typing=Any|ParamSpec@12,14 urllib=urllib.parse uuid=.UUID warnings=warn@12,14 "
        "weakref=.WeakKeyDictionary|.WeakSet|ref"
    ),
    "django": (
        "argparse=_AppendConstAction ast=.Add|.NodeVisitor asyncio=asyncio.coroutines "
        "base64=b64encode bisect=bisect collections=namedtuple@12,14 "
        "concurrent=concurrent.futures contextlib=.contextmanager@12,14 copy=copy "
        "copyreg=.pickle@12,14 dataclasses=dataclass@14 datetime=.date|.datetime "
        "decimal=Decimal|ROUND_UP dis=.COMPILER_FLAG_NAMES email=email.parser|email.utils "
        "enum=.global_enum|IntEnum@12,14 functools=.wraps|reduce@12,14 gettext=.GNUTranslations "
        "glob=_StringGlobber@14 graphlib=CycleError@14 gzip=GzipFile heapq=.heappush@12,14 "
        "hmac=compare_digest html=html.parser http=cookies importlib=importlib.machinery@12,14 "
        "inspect=.ismethod|.signature json=.JSONEncoder keyword=iskeyword@12,14 "
        "logging=.getLogger numbers=.Number operator=eq@12,14 pathlib=Path "
        "pickle=.HIGHEST_PROTOCOL platform=.system@9,12 pprint=pformat queue=.SimpleQueue "
        "random=Random|SystemRandom re=.compile|.escape@12,14 reprlib=recursive_repr@12,14 "
        "selectors=.SelectSelector shutil=copymode|copystat socket=.AF_UNSPEC "
        "ssl=.SSLWantReadError@12,14 string=Template struct=pack|unpack subprocess=.PIPE "
        "tempfile=.NamedTemporaryFile threading=._shutdown token=EXACT_TOKEN_TYPES "
        "tokenize=.tokenize@12 traceback=.extract_stack types=GenericAlias@12,14 "
        "typing=TYPE_CHECKING|final@12,14 urllib=urllib.parse uuid=UUID warnings=.warn@12,14 "
        "weakref=.ref"
    ),
    "gunicorn": (
        "argparse=.ArgumentParser ast=.Add|.NodeVisitor base64=b64encode@9 "
        "collections=collections.abc|namedtuple configparser=ConfigParser@9 "
        "contextlib=.AbstractContextManager|suppress copy=.copy datetime=.date|datetime "
        "email=email.utils enum=.IntFlag|.global_enum functools=.lru_cache gettext=gettext@9 "
        "http=http.client@9 importlib=importlib.util inspect=.signature keyword=iskeyword "
        "locale=.normalize logging=.Logger|.getLogger operator=eq pathlib=.Path|.PurePosixPath "
        "platform=.system queue=Empty@9 random=Random re=.compile|.escape "
        "selectors=.SelectSelector shutil=.get_terminal_size|.rmtree signal=.SIGHUP "
        "socket=._GLOBAL_DEFAULT_TIMEOUT|socket ssl=.PROTOCOL_SSLv23 "
        "string=Template|ascii_letters struct=.calcsize tempfile=._TemporaryFileWrapper|.mkstemp "
        "textwrap=.dedent threading=._shutdown token=EXACT_TOKEN_TYPES "
        "types=.ModuleType|GenericAlias typing=Protocol urllib=urllib.parse warnings=warn@9 "
        "weakref=.WeakSet|.ref"
    ),
    "uvicorn": (
        "ast=.Add|.NodeVisitor asyncio=.Protocol|.run base64=b64encode@9 "
        "collections=collections.abc|namedtuple concurrent=concurrent.futures "
        "configparser=RawConfigParser@14 contextlib=contextmanager|suppress copy=copy "
        "datetime=datetime email=email.utils enum=.IntFlag|.global_enum functools=.lru_cache "
        "gettext=gettext http=.HTTPStatus importlib=importlib.machinery "
        "inspect=.cleandoc|.signature keyword=iskeyword locale=.normalize logging=.getLogger "
        "multiprocessing=multiprocessing.context operator=eq pathlib=Path random=Random@9 "
        "re=.compile|.escape selectors=.SelectSelector signal=.SIGINT socket=.AF_UNSPEC "
        "ssl=.PROTOCOL_TLS_SERVER|.SSLWantReadError string=Template struct=pack subprocess=.PIPE "
        "threading=._shutdown token=EXACT_TOKEN_TYPES traceback=.extract_stack "
        "types=GenericAlias|MappingProxyType typing=.Iterable|IO urllib=urllib.parse "
        "uuid=.UUID@14 warnings=.warn weakref=.WeakSet|.ref"
    ),
    "hypercorn": (
        "argparse=.ArgumentParser ast=.Add|.NodeVisitor asyncio=.DatagramProtocol "
        "collections=namedtuple concurrent=concurrent.futures "
        "contextlib=.AbstractContextManager|suppress datetime=date enum=.IntFlag|.global_enum "
        "functools=.lru_cache gettext=gettext@9 http=HTTPStatus importlib=importlib.util "
        "inspect=.signature keyword=iskeyword locale=.normalize logging=logging.config "
        "multiprocessing=get_context operator=eq pathlib=Path platform=.system random=Random "
        "re=.compile|.escape selectors=.SelectSelector shutil=.get_terminal_size signal=.SIGINT "
        "socket=socket ssl=create_default_context string=Template struct=pack "
        "subprocess=_args_from_interpreter_flags tempfile=._RandomNameSequence "
        "threading=._shutdown token=EXACT_TOKEN_TYPES traceback=.extract_stack "
        "types=.ModuleType|GenericAlias typing=Any|Protocol urllib=urllib.parse warnings=.warn "
        "weakref=.WeakSet|.ref"
    ),
    "daphne": (
        "argparse=ArgumentError ast=.Add|.NodeVisitor asyncio=asyncio.coroutines base64=b64encode "
        "calendar=timegm collections=namedtuple concurrent=concurrent.futures "
        "contextlib=contextmanager|suppress copy=deepcopy@14 datetime=.date email=email.parser "
        "enum=.IntFlag|.global_enum functools=.lru_cache gettext=gettext@9 hashlib=md5 "
        "html=escape http=cookiejar importlib=importlib.machinery inspect=.signature json=.loads "
        "keyword=iskeyword locale=.normalize logging=.getLogger operator=eq "
        "platform=.python_implementation pprint=pformat queue=.SimpleQueue random=Random "
        "re=.compile|.escape selectors=.SelectSelector shutil=.get_terminal_size "
        "socket=.AF_UNSPEC ssl=.SSLWantReadError@14 string=Template struct=pack subprocess=.PIPE "
        "tempfile=._TemporaryFileWrapper threading=._shutdown token=EXACT_TOKEN_TYPES "
        "traceback=.extract_stack types=GenericAlias|MappingProxyType "
        "typing=.Iterable|TYPE_CHECKING urllib=urllib.parse uuid=UUID warnings=.warn "
        "weakref=.WeakSet|.ref zipfile=ZipFile"
    ),
    "granian": (
        "ast=.Add|.NodeVisitor asyncio=.AbstractEventLoop collections=collections.abc|namedtuple "
        "concurrent=concurrent.futures contextlib=.AbstractContextManager|suppress copy=.deepcopy "
        "datetime=datetime enum=.IntFlag|.global_enum functools=.lru_cache gettext=gettext "
        "importlib=importlib.machinery inspect=.signature keyword=iskeyword locale=.normalize "
        "logging=.getLogger multiprocessing=.allow_connection_pickling operator=eq pathlib=Path "
        "random=Random re=.compile|.escape selectors=.SelectSelector signal=.SIGINT "
        "socket=.AF_UNSPEC|.socket ssl=.SSLContext|.SSLWantReadError string=Template struct=pack "
        "subprocess=.PIPE tempfile=.gettempdir@14 threading=._shutdown token=EXACT_TOKEN_TYPES "
        "traceback=.extract_stack types=GenericAlias|MappingProxyType typing=Any "
        "urllib=urllib.parse@9 uuid=.UUID@14 warnings=.warn weakref=.WeakSet|.ref"
    ),
    "celery": (
        "ast=.Add|.NodeVisitor asyncio=AbstractEventLoop base64=b64decode calendar=monthrange "
        "collections=namedtuple concurrent=concurrent.futures "
        "contextlib=.AbstractContextManager|suppress copy=copy datetime=datetime decimal=Decimal "
        "email=.message_from_string@9 enum=.IntFlag|.global_enum functools=.lru_cache "
        "gettext=gettext importlib=import_module inspect=.signature|getmro json=.JSONEncoder "
        "keyword=iskeyword locale=.normalize logging=NullHandler multiprocessing=process "
        "numbers=.Number operator=eq pathlib=.PurePosixPath platform=.release|.system "
        "pprint=pformat queue=Queue random=Random re=.compile|.match selectors=.SelectSelector "
        "signal=.SIG_IGN socket=timeout ssl=SSLError string=Template struct=.calcsize "
        "subprocess=_args_from_interpreter_flags textwrap=.dedent|fill threading=._shutdown "
        "token=EXACT_TOKEN_TYPES traceback=.extract_stack types=GenericAlias|MappingProxyType "
        "urllib=urllib.parse uuid=.UUID|UUID warnings=.warn weakref=.ref|WeakKeyDictionary"
    ),
    "waitress": (
        "ast=.Add@14 collections=namedtuple contextlib=suppress@14 datetime=.date "
        "enum=.IntFlag|.global_enum functools=.lru_cache getopt=.GetoptError "
        "importlib=importlib.machinery@14 inspect=.signature@14 keyword=iskeyword "
        "logging=.getLogger operator=eq platform=.system re=.compile|.escape "
        "selectors=.SelectSelector@9 socket=.AF_INET|.has_ipv6 string=Template "
        "threading=._shutdown token=EXACT_TOKEN_TYPES types=GenericAlias|MappingProxyType "
        "urllib=parse warnings=.warn@9 weakref=.WeakSet|.ref"
    ),
}
"""Modules without which importing the library fails, or the server does not start, if one's own
comes first on the path."""
RELEASES = {
    "flask": {9: "2.0", 12: "3.0", 14: "3.1"},
    "fastapi": {9: "0.95", 12: "0.112", 14: "0.121"},
    "starlette": {9: "0.27", 12: "0.37", 14: "0.49"},
    "django": {9: "3.2", 12: "4.2", 14: "5.2"},
    "gunicorn": {9: "20.1", 14: "23.0"},
    "uvicorn": {9: "0.22", 14: "0.38"},
    "hypercorn": {9: "0.16", 14: "0.18"},
    "daphne": {9: "4.1", 14: "4.2"},
    "granian": {9: "1.6", 14: "2.5"},
    "celery": {9: "5.3", 14: "5.5"},
    "waitress": {9: "3.0", 14: "3.0"},
}
"""The releases that were measured: what not all of them need is only certain for these."""
LATE = {
    "gunicorn": "platform=.system@14",
    "hypercorn": "operator=eq@14 signal=.SIGINT types=GenericAlias@14",
    "granian": (
        "copy=.deepcopy@14 inspect=.signature@14 logging=.getLogger@14 operator=eq@14 "
        "random=Random@14 signal=.SIGINT@14 ssl=.SSLWantReadError@14 string=Template@14 "
        "tempfile=.gettempdir@14 token=EXACT_TOKEN_TYPES@14 types=GenericAlias@14 uuid=.UUID@14"
    ),
    "gunicorn uvicorn": "platform=.system@14 uuid=.UUID@14",
}
"""Modules that a server imports after it has put the application's folder on the path itself."""
NOT_LOADED = {
    "gunicorn": (
        "asyncio calendar@14 colorsys concurrent dataclasses@12 decimal fractions glob@9,12 "
        "graphlib gzip hashlib@12,14 hmac http@12,14 ipaddress@9 mimetypes numbers pprint secrets "
        "subprocess@12,14 uuid zoneinfo"
    ),
    "uvicorn": (
        "argparse bisect@14 calendar@14 colorsys decimal fractions glob@9,12 graphlib gzip hmac "
        "html ipaddress@9 mimetypes numbers pprint random@14 secrets shlex shutil@14 tempfile@14 "
        "textwrap@9 uuid@9 zoneinfo"
    ),
    "hypercorn": (
        "calendar colorsys decimal email fractions glob@9,12 graphlib gzip hmac html ipaddress@9 "
        "locale@9 mimetypes numbers pprint secrets shlex uuid zoneinfo"
    ),
    "daphne": (
        "colorsys decimal fractions glob@9,12 graphlib gzip mimetypes numbers pathlib@9 secrets "
        "shlex zoneinfo"
    ),
    "granian": (
        "argparse bisect@14 calendar colorsys decimal email fractions glob@9 graphlib gzip "
        "hashlib hmac html http ipaddress mimetypes numbers platform pprint random@14 secrets "
        "shlex shutil@14 tempfile@14 textwrap@9 urllib@14 uuid@9 zoneinfo"
    ),
    "gunicorn uvicorn": (
        "calendar@14 colorsys dataclasses@12 decimal fractions glob@9,12 graphlib gzip "
        "hashlib@12,14 hmac ipaddress@9 mimetypes numbers pprint secrets uuid@9 zoneinfo"
    ),
    "flask": (
        "argparse asyncio calendar@14 colorsys concurrent fractions glob@9,12 graphlib gzip "
        "ipaddress@9 queue@12,14 shlex subprocess@12,14 zoneinfo"
    ),
    "celery": (
        "argparse dataclasses@9 fractions graphlib gzip hashlib@14 html http ipaddress@9 mimetypes"
    ),
}
"""Of the modules that a library needs, those that the server has not loaded before it imports the
application."""
