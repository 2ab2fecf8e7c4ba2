"""The HTTP side: a landing page, health, metrics, and the routes that other parts bring.

    GET /         the web client; if it is not built, the page of /about
    GET /about    what this is, how clients connect
    GET /health   200 while the process lives: for whoever restarts it
    GET /ready    200 if the database answers and we are not stopping, else 503: for balancers
    GET /metrics  for Prometheus

/healthz and /readyz are the same, as orchestrators call them. /ready and /metrics are answered to
the operator's networks alone (`http.metrics_from`).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from aiohttp import web

from hodhod.ops.neighbourhood import CAME_FROM, is_neighbour

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every page of ours: it loads nothing, from nowhere."""

HEAD_S = 75.0
"""How long the head of a request may take, and a connection be silent between two requests.

Proxies keep their connections for 60 s: the longer side must be ours, or they send a request into
a connection that we are just closing.
"""

WEB_DRAIN_S = 2.0
"""How long HTTP requests may run on after the gateway has drained."""

FORWARDED = ("X-Forwarded-For", "Forwarded", "Via")


@dataclass(frozen=True, slots=True)
class Visitors:
    """Who is behind a request, and who may look at the inside.

    Attributes:
        operators: Networks that may.
        proxies: Networks of reverse proxies whose word counts.
    """

    operators: Sequence[Network]
    proxies: Sequence[Network]

    @classmethod
    def of(cls, operators: Iterable[str], proxies: Iterable[str]) -> Visitors:
        """Make it from networks as text."""
        return cls(_networks(operators), _networks(proxies))

    def address(self, request: web.Request) -> str:
        """Return where a request comes from; "" if that cannot be told.

        The nearest proxy that we trust has written the last entry of X-Forwarded-For; what stands
        before may be the visitor's invention.
        """
        if is_neighbour(request):
            return request.headers.get(CAME_FROM, "")
        address = request.remote or ""
        chain = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
        for hop in reversed(chain if chain != [""] else []):
            if not _inside(address, self.proxies):
                break
            address = hop
        return address

    def is_operator(self, request: web.Request) -> bool:
        """Tell whether a request comes from the operator."""
        if is_neighbour(request):
            return True
        forwarded = any(name in request.headers for name in FORWARDED)
        if forwarded and not _inside(request.remote or "", self.proxies):
            return False  # a proxy that we know nothing of: anybody may be behind it
        return _inside(self.address(request), self.operators)


def make_runner(app: web.Application, *, head_s: float = HEAD_S) -> web.AppRunner:
    """Return what serves the HTTP application.

    Args:
        app: The application.
        head_s: Seconds from the beginning of a connection, or from the end of its last request,
            to the end of the next request's head. Whoever sends it byte by byte gets no longer.
    """
    return web.AppRunner(
        app, access_log=None, shutdown_timeout=WEB_DRAIN_S, keepalive_timeout=head_s
    )


def make_web(
    *,
    visitors: Visitors,
    metrics: Callable[[bool], Awaitable[bytes]],
    landing: Callable[[], str],
    ready: Callable[[], Awaitable[bool]],
    routes: Iterable[web.AbstractRouteDef] = (),
) -> web.Application:
    """Put the HTTP application together.

    Args:
        visitors: Who may see what.
        metrics: Returns what /metrics shows; to a neighbour, what is this process's own.
        landing: Returns the landing page, HTML.
        ready: Tells whether requests can be answered.
        routes: Of other parts, the web client among them.
    """
    routes = list(routes)
    taken = {route.path for route in routes if isinstance(route, web.RouteDef)}

    async def show_landing(_request: web.Request) -> web.Response:
        return web.Response(text=landing(), content_type="text/html", headers=HEADERS)

    async def show_health(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def show_ready(request: web.Request) -> web.Response:
        _operators_only(request)
        good = await ready()
        return web.Response(text="ready\n" if good else "not ready\n", status=200 if good else 503)

    async def show_metrics(request: web.Request) -> web.Response:
        _operators_only(request)
        headers = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        return web.Response(body=await metrics(is_neighbour(request)), headers=headers)

    def _operators_only(request: web.Request) -> None:
        if not visitors.is_operator(request):
            raise web.HTTPNotFound  # as if it were not there

    app = web.Application()
    app.add_routes(
        [
            *([] if "/" in taken else [web.get("/", show_landing)]),
            web.get("/about", show_landing),
            *(web.get(path, show_health) for path in ("/health", "/healthz")),
            *(web.get(path, show_ready) for path in ("/ready", "/readyz")),
            web.get("/metrics", show_metrics),
            *routes,
        ]
    )
    return app


def _networks(written: Iterable[str]) -> list[Network]:
    return [ipaddress.ip_network(one) for one in written]


def _inside(address: str, networks: Sequence[Network]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return any(found in network for network in networks)
