"""MTProto inside the web server: WebSocket and HTTP, for browsers.

    GET  /apiws, /apiws_premium, /apiws_test    WebSocket, subprotocol "binary", obfuscated
    POST /api, /apiw, /apiw1                    one packet, one answer

Source: https://core.telegram.org/mtproto/transports
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from aiohttp import web

from hodhod.gateway import reception
from hodhod.gateway.gateway import Gateway
from hodhod.gateway.post import PostLink
from hodhod.gateway.websocket import WebSocketLink
from hodhod.mtproto import envelope
from hodhod.mtproto.errors import TransportError
from hodhod.store import StoreUnavailable

WEBSOCKET_PATHS: Final = ("/apiws", "/apiws_premium", "/apiws_test")
HTTP_PATHS: Final = ("/api", "/apiw", "/apiw1")

CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "origin, content-type",
    "Access-Control-Max-Age": "86400",
}
"""Packets are encrypted and carry no cookies: any page may send them."""

AddressOf = Callable[[web.Request], str]


def remote_address(request: web.Request) -> str:
    """Return the address that a request comes from, as the socket has it."""
    return request.remote or ""


def routes(
    gateway: Gateway,
    address_of: AddressOf = remote_address,
    passed_on: Callable[[web.Request], bool] = lambda _: False,
) -> Sequence[web.AbstractRouteDef]:
    """Return the routes for the web application.

    Args:
        gateway: What they lead to.
        address_of: Finds a client's address; behind a proxy, in a header that the proxy writes.
        passed_on: Tells whether another process has found that a request belongs here.
    """

    async def websocket(request: web.Request) -> web.StreamResponse:
        return await _websocket(gateway, address_of(request), request)

    async def post(request: web.Request) -> web.Response:
        return await _post(gateway, address_of(request), request, passed_on=passed_on(request))

    return [
        *(web.get(path, websocket) for path in WEBSOCKET_PATHS),
        *(web.post(path, post) for path in HTTP_PATHS),
        *(web.options(path, _preflight) for path in HTTP_PATHS),
    ]


async def _websocket(gateway: Gateway, ip: str, request: web.Request) -> web.StreamResponse:
    socket = web.WebSocketResponse(
        protocols=("binary",), compress=False, max_msg_size=2 * gateway.limits.packet
    )
    if not socket.can_prepare(request).ok:
        return web.Response(status=400, text="this is a WebSocket\n")
    await socket.prepare(request)
    welcome = gateway.admission.connect(ip)
    link = WebSocketLink(gateway, ip, request, socket, welcome=welcome)
    try:
        if gateway.opened(link):
            await link.run()
    finally:
        gateway.admission.disconnect(ip)
        link.ended()
        await socket.close()
    return socket


async def _post(
    gateway: Gateway, ip: str, request: web.Request, *, passed_on: bool
) -> web.Response:
    link = PostLink(gateway, ip)
    welcome = gateway.admission.connect(ip)
    try:
        if not welcome or not gateway.opened(link):
            return web.Response(status=429, headers=CORS)
        try:
            async with asyncio.timeout(gateway.limits.half_frame_s):
                payload = await _body(gateway, link, request)
            if payload is None:
                return web.Response(status=413, headers=CORS)
            relayed = None if passed_on else await gateway.homes.answer(payload, ip)
            if relayed is not None:
                return _response(*relayed)
            work = reception.receive(gateway, link, payload, quick_ack=False)
            if work is not None:
                await work
        except TimeoutError:
            return web.Response(status=408, headers=CORS)
        except TransportError as error:
            link.fail(error.code)
        except StoreUnavailable:
            link.close()
        return _response(*await link.reply)
    finally:
        gateway.admission.disconnect(ip)
        link.ended()


def _response(status: int, body: bytes) -> web.Response:
    return web.Response(
        status=status, body=body, content_type="application/octet-stream", headers=CORS
    )


async def _body(gateway: Gateway, link: PostLink, request: web.Request) -> bytes | None:
    """Read a packet: a large one only for a key that is known. None if it is too large."""
    limits = gateway.limits
    limit = limits.stranger_packet
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > limit and limit < limits.packet:
            work = reception.known(gateway, link, envelope.auth_key_id(bytes(body[:8])))
            if work is not None:
                await work
            limit = limits.packet
        if len(body) > limit:
            return None
    return bytes(body)


async def _preflight(_: web.Request) -> web.Response:
    return web.Response(status=204, headers=CORS)
