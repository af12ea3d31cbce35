"""What an application is, told from what its name is bound to: WSGI or ASGI, where certain."""

from __future__ import annotations

from checker.base.records import NamedTuple
from checker.python.names.module_cache import LocalNames
from checker.python.names.resolve_module import State, find_module, source_of
from checker.python.names.resolve_name import NameResolver

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast

    from checker.python.names.bindings import Binding


WSGI, ASGI = "WSGI", "ASGI"
_DEPTH = 8
"""Imports, factories and base classes that are followed."""

MAKERS: dict[str, tuple[str, str]] = {
    "flask.Flask": (WSGI, "Flask"),
    "apiflask.APIFlask": (WSGI, "APIFlask"),
    "eve.Eve": (WSGI, "Eve"),
    "django.core.wsgi.get_wsgi_application": (WSGI, "Django's WSGI application"),
    "django.core.asgi.get_asgi_application": (ASGI, "Django's ASGI application"),
    "channels.routing.ProtocolTypeRouter": (ASGI, "Channels"),
    "channels.routing.get_default_application": (ASGI, "Channels"),
    "bottle.Bottle": (WSGI, "Bottle"),
    "bottle.default_app": (WSGI, "Bottle"),
    "falcon.App": (WSGI, "Falcon"),
    "falcon.API": (WSGI, "Falcon"),
    "falcon.asgi.App": (ASGI, "Falcon's ASGI application"),
    "webapp2.WSGIApplication": (WSGI, "webapp2"),
    "whitenoise.WhiteNoise": (WSGI, "WhiteNoise"),
    "dj_static.Cling": (WSGI, "dj-static"),
    "socketio.WSGIApp": (WSGI, "Socket.IO's WSGI application"),
    "socketio.ASGIApp": (ASGI, "Socket.IO's ASGI application"),
    "werkzeug.middleware.proxy_fix.ProxyFix": (WSGI, "Werkzeug"),
    "werkzeug.middleware.dispatcher.DispatcherMiddleware": (WSGI, "Werkzeug"),
    "a2wsgi.ASGIMiddleware": (WSGI, "a2wsgi"),
    "a2wsgi.WSGIMiddleware": (ASGI, "a2wsgi"),
    "asgiref.wsgi.WsgiToAsgi": (ASGI, "asgiref"),
    "fastapi.FastAPI": (ASGI, "FastAPI"),
    "fastapi.applications.FastAPI": (ASGI, "FastAPI"),
    "starlette.applications.Starlette": (ASGI, "Starlette"),
    "quart.Quart": (ASGI, "Quart"),
    "sanic.Sanic": (ASGI, "Sanic"),
    "litestar.Litestar": (ASGI, "Litestar"),
    "starlite.Starlite": (ASGI, "Starlite"),
    "blacksheep.Application": (ASGI, "BlackSheep"),
    "blacksheep.server.Application": (ASGI, "BlackSheep"),
}
"""Classes and functions by the name they are imported from: what they give, and its name."""


class Kind(NamedTuple):
    """What an application is."""

    protocol: str
    """`WSGI` or `ASGI`."""
    name: str
    """What it is called: `FastAPI`."""
    path: str
    """The file that makes it."""
    line: int
    """1-based."""


class _Returns(NamedTuple):
    """What a factory returns, and what it makes."""

    names: set[str]
    made: dict[str, list[ast.expr]]
    """Each local name with the values that it is given."""
    calls: list[ast.Call]


class Applications(LocalNames):
    """Follows names through the modules of a repository."""

    def kind(self, path: str, package: str, name: str, called: bool) -> Kind | None:
        """What `name` in the file at `path` is (`called`: what calling it gives).

        None where it is not certain. `package` is the dotted package that the file belongs to.
        """
        return self._kind(path, package, name, called, 0)

    def _kind(self, path: str, package: str, name: str, called: bool, depth: int) -> Kind | None:
        names = self.names(path)
        if names is None or names.doubtful or depth > _DEPTH:
            return None
        if names.stars and name not in names.bound:
            source = NameResolver(self.tree, self.paths, self.read).source(names, package, name)
            return None if source is None else self._kind(*source, called, depth + 1)
        kinds = [self._bound(node, path, package, name, called, depth) for node in names.all(name)]
        if not kinds or len({kind and kind.protocol for kind in kinds}) > 1:
            return None
        return kinds[-1]

    def _bound(
        self, node: ast.AST, path: str, package: str, name: str, called: bool, depth: int
    ) -> Kind | None:
        """What one binding makes of the name."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found = self._imported(node, name, package)
            if found is None:
                return None
            return self._kind(*found, called, depth + 1)
        if called:
            if isinstance(node, ast.FunctionDef) and not node.decorator_list:
                return self._returned(node, path, package, depth)
            return None
        if isinstance(node, ast.Call):
            return self._made(node, path, package, depth)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return _function(node, path)
        return None

    def _made(self, call: ast.Call, path: str, package: str, depth: int) -> Kind | None:
        """What a call gives: one of `MAKERS`, a subclass of one, or the repository's factory."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if isinstance(call.func, ast.Attribute) and call.func.attr == "make_wsgi_app":
            return Kind(WSGI, "Pyramid", path, call.lineno)
        dotted = self.dotted(call.func, path)
        maker = MAKERS.get(dotted)
        if maker is not None:
            return Kind(*maker, path, call.lineno)
        if not isinstance(call.func, ast.Name) or depth > _DEPTH:
            return None
        names = self.names(path)
        binding = names.last(call.func.id) if names is not None else None
        if binding is None:
            return None
        if isinstance(binding.node, ast.ClassDef):
            return self._subclass(binding.node, path, call.lineno)
        return self._kind(path, package, call.func.id, True, depth + 1)

    def _subclass(self, node: ast.ClassDef, path: str, line: int) -> Kind | None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        overrides = any(
            isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)) and inner.name == "__call__"
            for inner in node.body
        )
        if len(node.bases) != 1 or overrides or node.keywords or node.decorator_list:
            return None
        maker = MAKERS.get(self.dotted(node.bases[0], path))
        return Kind(*maker, path, line) if maker is not None else None

    def _returned(self, node: ast.FunctionDef, path: str, package: str, depth: int) -> Kind | None:
        """What a factory returns, where all its `return`s name one thing made once."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        returned: set[str] = set()
        made: dict[str, list[ast.expr]] = {}
        calls: list[ast.Call] = []
        for inner in ast.walk(node):
            if inner is not node and isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                made.setdefault(inner.name, []).append(ast.Constant(None))
                if any(isinstance(each, (ast.Return, ast.Yield)) for each in ast.walk(inner)):
                    # Its returns are not the factory's: they cannot be told apart here.
                    return self._returned_outside(node, path, package, depth)
            if isinstance(inner, ast.Return):
                if isinstance(inner.value, ast.Name):
                    returned.add(inner.value.id)
                elif isinstance(inner.value, ast.Call):
                    calls.append(inner.value)
                else:
                    return None
            elif isinstance(inner, ast.Assign):
                for target in inner.targets:
                    if isinstance(target, ast.Name):
                        made.setdefault(target.id, []).append(inner.value)
            elif isinstance(inner, (ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal)):
                return None
        return self._one(_Returns(returned, made, calls), path, package, depth)

    def _returned_outside(
        self, node: ast.FunctionDef, path: str, package: str, depth: int
    ) -> Kind | None:
        """The same for a function with functions inside: only its own straight statements."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        made: dict[str, list[ast.expr]] = {}
        last = node.body[-1]
        if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Name):
            return None
        for inner in ast.walk(node):
            if isinstance(inner, ast.Assign):
                for target in inner.targets:
                    if isinstance(target, ast.Name):
                        made.setdefault(target.id, []).append(inner.value)
        return self._one(_Returns({last.value.id}, made, []), path, package, depth)

    def _one(self, returns: _Returns, path: str, package: str, depth: int) -> Kind | None:
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if len(returns.names) + len(returns.calls) != 1:
            return None
        if returns.calls:
            return self._made(returns.calls[0], path, package, depth + 1)
        name = next(iter(returns.names))
        if name not in returns.made:
            return self._kind(path, package, name, False, depth + 1)  # one of the module's own
        values = returns.made[name]
        if len(values) != 1 or not isinstance(values[0], ast.Call):
            return None
        return self._made(values[0], path, package, depth + 1)

    def dotted(self, node: ast.expr, path: str) -> str:
        """The name from which a module imports what an expression names; empty if none."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        names = self.names(path)
        if not isinstance(node, ast.Name) or names is None:
            return ""
        bindings = names.bound.get(node.id, [])
        if not bindings or (len(bindings) > 1 and not all(map(_is_plain_import, bindings))):
            return ""
        source = bindings[0].node
        if isinstance(source, ast.ImportFrom) and not source.level:
            for alias in source.names:
                if (alias.asname or alias.name) == node.id:
                    parts.append(f"{source.module}.{alias.name}")
                    return ".".join(reversed(parts))
        if isinstance(source, ast.Import):
            for alias in source.names:
                if alias.asname == node.id:
                    return ".".join([alias.name, *reversed(parts)])
                if not alias.asname and alias.name.partition(".")[0] == node.id:
                    return ".".join([node.id, *reversed(parts)])
        return ""

    def _imported(
        self, node: ast.Import | ast.ImportFrom, name: str, package: str
    ) -> tuple[str, str, str] | None:
        """The file, its package and the name there that an import brings, in the repository."""
        import ast  # noqa: PLC0415  gate: a clean run parses nothing

        if not isinstance(node, ast.ImportFrom):
            return None
        module = source_of(node, package)
        if not module:
            return None
        found = find_module(self.tree, module, self.paths, self.read)
        if found.state is not State.FOUND or not found.path:
            return None
        original = next((a.name for a in node.names if (a.asname or a.name) == name), None)
        if original is None:
            return None
        return found.path, module if found.is_package else module.rpartition(".")[0], original


def _is_plain_import(binding: Binding) -> bool:
    """Whether it is `import a.b`: several of them bind the same name to the same package."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    node = binding.node
    return isinstance(node, ast.Import) and all(alias.asname is None for alias in node.names)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, path: str) -> Kind | None:
    """A function that is an application itself, told from its parameters."""
    import ast  # noqa: PLC0415  gate: a clean run parses nothing

    given = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    if node.decorator_list:
        return None
    if isinstance(node, ast.AsyncFunctionDef):
        is_asgi = given == ["scope", "receive", "send"]  # three others are just an async function
        return Kind(ASGI, "an `async def`", path, node.lineno) if is_asgi else None
    if given[:2] == ["environ", "start_response"] and len(given) == 2:
        return Kind(WSGI, "a function of `environ` and `start_response`", path, node.lineno)
    return None
