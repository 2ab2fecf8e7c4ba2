"""The web client as the build left it, held in memory and answered as compressed as may be.

    GET /               the page; asked for anew each time, answered 304 while it is the same
    GET /assets/NAME    scripts, styles, fonts: their names change with their content, so they keep
    GET /NAME           the few files that have to have a fixed name
    GET /config.json    how to reach this server, its key, the countries

The page loads nothing from anywhere else; its Content-Security-Policy forbids that it ever does.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from aiohttp import web

from hodhod.domain.countries import countries

PAGE = "index.html"
HASHED = "assets"

PAGE_POLICY = (
    "default-src 'none'; "
    "script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; "
    "img-src 'self' blob: data:; "
    "media-src 'self' blob:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "worker-src 'self'; "
    "frame-src https: http:; "
    "manifest-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Only this server, and blob: for media that the page itself decrypted. In frames, pages of bots:
whoever opens one has agreed to it."""

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": PAGE_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_ANEW = "no-cache"

TYPES = {
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
}
"""Where a system's table of types may be wrong or silent."""

LINKS = (
    r"/{link:\+[\w-]{8,64}}",
    r"/joinchat/{link:[\w-]{8,64}}",
    r"/{link:[A-Za-z]\w{3,31}}",
    r"/{link:[A-Za-z]\w{3,31}}/{message:\d{1,10}}",
)
"""Addresses of invitations, public names and messages, as people pass them on."""

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
"""The smallest first."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the client.

    Attributes:
        kind: Its media type.
        plain: Its content.
        packed: The content, by encoding.
        tag: Changes with the content.
        keeps: Whether what has its name is always the same.
    """

    kind: str
    plain: bytes
    packed: Mapping[str, bytes]
    tag: str
    keeps: bool


def built_client(folder: Path | None = None) -> Mapping[str, Asset]:
    """Read the client that was built; nothing if none was.

    Args:
        folder: Where it is; that of the package if not given.
    """
    root = folder if folder is not None else Path(str(files("hodhod"))) / "web_assets"
    if not (root / PAGE).is_file():
        return {}
    packed = tuple(suffix for _, suffix in ENCODINGS)
    found = [path for path in root.rglob("*") if path.is_file() and path.suffix not in packed]
    return {
        path.relative_to(root).as_posix(): _asset(root, path)
        for path in found
        if not path.name.startswith(".")
    }


def _asset(root: Path, path: Path) -> Asset:
    beside = [(name, path.with_name(path.name + suffix)) for name, suffix in ENCODINGS]
    plain = path.read_bytes()
    guessed = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return Asset(
        kind=guessed or "application/octet-stream",
        plain=plain,
        packed={name: file.read_bytes() for name, file in beside if file.is_file()},
        tag=hashlib.sha256(plain).hexdigest()[:20],
        keeps=path.parent.relative_to(root).as_posix() == HASHED,
    )


def server_config(*, name: str, dc_id: int, key: str, region: str) -> bytes:
    """Return /config.json.

    Args:
        name: The server's name.
        dc_id: The data centre that it calls itself.
        key: Its public key, PEM.
        region: The country that is offered first, two letters.
    """
    described = [
        {
            "iso": country.iso2,
            "callingCode": country.calling_code,
            "pattern": country.patterns[0] if country.patterns else "",
            "prefixes": country.prefixes,
        }
        for country in countries()
    ]
    told = {"name": name, "dc": dc_id, "key": key, "region": region, "countries": described}
    return json.dumps(told, separators=(",", ":")).encode()


def client_routes(client: Mapping[str, Asset], config: bytes) -> Sequence[web.AbstractRouteDef]:
    """Return the routes for the web application.

    Args:
        client: What was built; with nothing there is only /config.json.
        config: What /config.json answers.
    """
    told = Asset(
        kind="application/json",
        plain=config,
        packed={"gzip": gzip.compress(config)},
        tag=hashlib.sha256(config).hexdigest()[:20],
        keeps=False,
    )

    async def show_config(request: web.Request) -> web.StreamResponse:
        return _answer(request, told)

    async def show_page(request: web.Request) -> web.StreamResponse:
        return _answer(request, client[PAGE])

    async def show_file(request: web.Request) -> web.StreamResponse:
        asset = client.get(request.path[1:])
        if asset is None:
            raise web.HTTPNotFound
        return _answer(request, asset)

    async def follow_link(request: web.Request) -> web.StreamResponse:
        """Opens the page where the link leads; it is the page that knows who is asking."""
        link = request.match_info["link"]
        if request.path.startswith("/joinchat/"):
            link = f"+{link}"
        raise web.HTTPFound(f"/#/join/{link}")

    routes: list[web.AbstractRouteDef] = [web.get("/config.json", show_config)]
    if client:
        routes += [web.get("/", show_page), web.get(f"/{HASHED}/{{name}}", show_file)]
        named = [name for name in client if "/" not in name and name != PAGE]
        routes += [web.get(f"/{name}", show_file) for name in named]
        routes += [web.get(link, follow_link) for link in LINKS]
    return routes


def _answer(request: web.Request, asset: Asset) -> web.Response:
    headers = {
        **SECURITY,
        "Cache-Control": FOR_EVER if asset.keeps else ASK_ANEW,
        "ETag": f'"{asset.tag}"',
        "Vary": "Accept-Encoding",
    }
    if any(asset.tag in (tag.value, "*") for tag in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    taken = {part.split(";")[0].strip() for part in _encodings(request)}
    for name, _ in ENCODINGS:
        if name in taken and name in asset.packed:
            headers["Content-Encoding"] = name
            return web.Response(body=asset.packed[name], content_type=asset.kind, headers=headers)
    return web.Response(body=asset.plain, content_type=asset.kind, headers=headers)


def _encodings(request: web.Request) -> list[str]:
    return request.headers.get("Accept-Encoding", "").lower().split(",")
