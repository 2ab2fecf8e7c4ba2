"""From a packet to what it asks for: find the key, decrypt, let the session judge, do what it says.

    packet ─► auth_key_id ─┬─ 0 ─────────────► handshake (handshakes.py)
                           ├─ in memory ─────► open ─► session ─► requests (calls.py), answers
                           └─ not in memory ─► load, then the same

What can be done at once is; only a packet that has to wait for the store or for arithmetic becomes
a coroutine, and its connection reads no further until that is done.
"""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING

from hodhod.domain.event import AuthorizationChanged
from hodhod.gateway.keys import Key
from hodhod.gateway.link import Link
from hodhod.gateway.live import LiveSession
from hodhod.mtproto import envelope
from hodhod.mtproto.errors import NOT_FOUND, TransportError
from hodhod.mtproto.events import (
    DestroyAuthKey,
    DestroySession,
    DisconnectAfter,
    HttpWait,
    Request,
    ServerEvent,
)
from hodhod.store import StoreUnavailable

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway

log = logging.getLogger(__name__)

Work = Coroutine[object, object, None]


def receive(gateway: Gateway, link: Link, payload: bytes, *, quick_ack: bool) -> Work | None:
    """Take in a packet.

    Args:
        gateway: What it works with.
        link: The connection it came over.
        payload: The packet.
        quick_ack: Whether the client wants it acknowledged at once.

    Returns:
        None if it is done; else what has to be awaited before the next packet.

    Raises:
        TransportError: The client is told, and the connection ends.
    """
    key_id = envelope.auth_key_id(payload)
    if key_id == 0:
        return gateway.handshakes.answer(link, envelope.open_plain(payload))
    key = link.key
    if key is None or key.id != key_id or not key.fresh:
        key = gateway.keys.find(key_id)
        if key is None:
            return _load_and_open(gateway, link, key_id, payload, quick_ack)
    _open(gateway, link, key, payload, quick_ack)
    return None


def known(gateway: Gateway, link: Link, auth_key_id: int) -> Work | None:
    """Let a connection send large packets if its key is known; raises and returns as `receive`."""
    if auth_key_id == 0:
        raise TransportError(NOT_FOUND)
    if gateway.keys.find(auth_key_id) is not None:
        link.accepted()
        return None
    return _load(gateway, link, auth_key_id)


async def _load(gateway: Gateway, link: Link, auth_key_id: int) -> None:
    if await gateway.keys.load(auth_key_id) is None:
        raise TransportError(NOT_FOUND)
    link.accepted()


async def _load_and_open(
    gateway: Gateway, link: Link, key_id: int, payload: bytes, quick_ack: bool
) -> None:
    key = await gateway.keys.load(key_id)
    if key is None:
        raise TransportError(NOT_FOUND)
    if not link.closed:
        _open(gateway, link, key, payload, quick_ack)


def _open(gateway: Gateway, link: Link, key: Key, payload: bytes, quick_ack: bool) -> None:
    now = gateway.clock()
    if key.is_over(now):
        raise TransportError(NOT_FOUND)
    message = envelope.open_message(key.auth_key, payload, envelope.SERVER)
    link.key = key
    link.accepted()
    live = gateway.sessions.find(key, message.session_id)
    verdict = live.core.receive(message, now)
    if verdict.refusal is not None:
        link.write([gateway.seal(live, verdict.refusal)])
        return
    gateway.sessions.attach(live, link, fresh=verdict.fresh)
    if quick_ack:
        link.write_quick_ack(message.quick_ack)
    for event in verdict.events:
        _obey(gateway, link, live, event)
    if live.core.resumed and live.inbox is None and not live.asks:
        gateway.tasks.spawn(gateway.calls.resume(live), "resume a session")
    if link.one_shot:
        gateway.poll(live, link)
    gateway.mark(live)
    live.something_happened()


def _obey(gateway: Gateway, link: Link, live: LiveSession, event: ServerEvent) -> None:
    match event:
        case Request():
            gateway.calls.submit(live, event, link)
        case DisconnectAfter():
            link.disconnect_at = gateway.clock() + event.delay_s
            link.wake(link.disconnect_at)
        case HttpWait():
            link.wait = event
        case DestroySession():
            other = live.key.session(event.session_id)
            if other is not None:
                gateway.sessions.forget(other)
            live.core.session_destroyed(event.session_id, existed=other is not None)
        case DestroyAuthKey():
            gateway.tasks.spawn(_destroy_key(gateway, live), "destroy a key")


async def _destroy_key(gateway: Gateway, live: LiveSession) -> None:
    """Forget a key; its holder is told after that, and before its sessions are forgotten."""
    key = live.key
    try:
        if not key.is_temporary:
            await gateway.authorizations.deauthorize([key.id])
        gone = await gateway.auth_keys.delete([key.id])
    except StoreUnavailable as error:
        # Without an answer the client asks again.
        log.warning("a key could not be destroyed: %s", error)
        return
    live.core.auth_key_destroyed(existed=key.id in gone)
    gateway.flush(live)
    await gateway.bus.publish([AuthorizationChanged((key.id, *gone), closed=True)])
