"""Requests: decoded, put in order, run a bounded number at a time, answered in the session's layer.

    submit ─► unwrap ─► queue ─► [after others] ─► who asks ─► dispatcher ─► answer
                                                        └─ any error is an answer too

Source: https://core.telegram.org/api/invoking
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from hodhod import tl
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request, internal, unauthorized
from hodhod.domain.ids import UserId
from hodhod.gateway.binding import bind
from hodhod.gateway.keys import Identity
from hodhod.gateway.link import CROWDED, Link
from hodhod.gateway.live import LiveSession
from hodhod.gateway.ports import Call
from hodhod.gateway.worth import check_worth
from hodhod.mtproto import gzip, packing
from hodhod.mtproto.errors import GzipError
from hodhod.mtproto.events import Request
from hodhod.mtproto.session import RequestState
from hodhod.store import StoreUnavailable
from hodhod.store.lanes import STRANGER
from hodhod.tl import TLObject, functions, mtproto

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway

log = logging.getLogger(__name__)

UNBOUND: Final = (
    functions.auth.BindTempAuthKey,
    functions.help.GetConfig,
    functions.help.GetNearestDc,
)
"""What a temporary key may ask before it stands for a permanent one."""

INCOMPRESSIBLE: Final = (
    functions.upload.GetFile,
    functions.upload.GetCdnFile,
    functions.upload.GetWebFile,
)


class Calls:
    """The requests of all sessions.

    Args:
        gateway: What they are answered with.

    Attributes:
        put_off: How many were put off so far, as others are worth more.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._limits = gateway.limits
        self.put_off = 0

    def submit(self, live: LiveSession, request: Request, link: Link) -> None:
        """Take a request; its answer will be in the session's outbox."""
        try:
            call = self._gateway.dispatcher.unwrap(tl.decode(request.body))
            query = _unpacked(call.query)
        except (tl.DecodeError, GzipError):
            number = int.from_bytes(request.body[:4], "little")
            self._refuse(live, request.msg_id, bad_request(f"INPUT_METHOD_INVALID_{number}"))
            return
        except RpcError as error:
            self._refuse(live, request.msg_id, error)
            return
        if call.layer is not None:
            if call.layer != live.layer:
                live.layer = tl.known_layer(call.layer)
            if live.key.identity is not None:
                live.key.identity.layer = live.layer
        if live.waiting is None:
            live.waiting = deque()
        live.waiting.append((request.msg_id, call, query))
        self._start(live)
        if _queued(live) > self._limits.queued:
            link.hold(CROWDED)

    def _start(self, live: LiveSession) -> None:
        while live.waiting and live.active < self._limits.running:
            live.active += 1
            self._gateway.tasks.spawn(self._run(live, *live.waiting.popleft()), "a request")
        if not live.waiting:
            live.waiting = None

    async def _run(self, live: LiveSession, msg_id: int, call: Call, query: TLObject) -> None:
        try:
            await self._answer(live, msg_id, call, query)
        except asyncio.CancelledError:
            self._refuse(live, msg_id, internal("SERVER_STOPPING"))
            raise
        finally:
            live.active -= 1
            live.something_happened()
            self._start(live)
            if live.link is not None and _queued(live) <= self._limits.queued // 2:
                live.link.release(CROWDED)
            self._gateway.mark(live)

    async def _answer(self, live: LiveSession, msg_id: int, call: Call, query: TLObject) -> None:
        name, began = query.tl_name, time.perf_counter()
        try:
            self._check_worth(query)
            if call.after:
                await self._wait_for(live, call.after)
            result = await self._call(live, msg_id, call, query)
            answer = self._gateway.dispatcher.encode(result, query, _layer(live))
        except RpcError as error:
            self._refuse(live, msg_id, error)
        except StoreUnavailable as error:
            log.warning("the store is unavailable: %s", error, extra={"method": name})
            self._refuse(live, msg_id, internal("STORE_UNAVAILABLE"))
        except Exception:
            log.exception("a request failed", extra={"method": name})
            self._refuse(live, msg_id, internal())
        else:
            live.core.answer(msg_id, answer, compress=not isinstance(query, INCOMPRESSIBLE))
            if isinstance(query, functions.messages.SendMessage) and not call.after:
                self._gateway.pressure.sent(time.perf_counter() - began)

    def _check_worth(self, query: TLObject) -> None:
        try:
            check_worth(query, self._gateway.pressure.late_s)
        except RpcError:
            self.put_off += 1
            raise

    async def _call(self, live: LiveSession, msg_id: int, call: Call, query: TLObject) -> object:
        gateway = self._gateway
        key = live.key
        if key.identity is None or not key.fresh:
            # It may have been bound, or destroyed, over another connection or at another node.
            if await gateway.keys.load(key.id) is None:
                raise unauthorized("AUTH_KEY_UNREGISTERED")
            key = live.key
        if isinstance(query, functions.auth.BindTempAuthKey):
            return await bind(gateway, live, msg_id, query)
        identity = key.identity
        # Whoever has not been read yet may be in: after a restart, everybody.
        STRANGER.set(identity is None or identity.is_stranger)
        if identity is None:
            if not isinstance(query, UNBOUND):
                raise unauthorized("AUTH_KEY_PERM_EMPTY")
            return await gateway.dispatcher.call(self._stranger(live, msg_id), query)
        caller = await self._caller(live, identity, msg_id, call)
        STRANGER.set(caller.user_id is None)
        if caller.user_id is not None and call.receives_updates:
            await self._subscribe(live, caller.user_id)
        return await gateway.dispatcher.call(caller, query)

    async def resume(self, live: LiveSession) -> None:
        """Let a session that has only come back, and asks nothing, have its updates again.

        Its client believes that nothing has happened to it: it may wait for what is pushed.
        """
        identity = live.key.identity
        if identity is None:
            return
        try:
            login = await identity.read(self._gateway.authorizations)
            if login.user_id is not None:
                _layer(live)
                await self._subscribe(live, login.user_id)
        except StoreUnavailable as error:
            log.warning("a session is not resumed: %s", error)

    async def _subscribe(self, live: LiveSession, user_id: UserId) -> None:
        await self._gateway.delivery.subscribe(live, user_id)
        if live.core.resumed:
            live.core.resumed = False
            self._gateway.delivery.call_back(live)

    def _stranger(self, live: LiveSession, msg_id: int) -> Caller:
        """The caller behind a temporary key that stands for nothing yet."""
        return Caller(
            auth_key_id=live.key.id,
            session_id=live.core.session_id,
            layer=_layer(live),
            ip=live.ip,
            temp_auth_key_id=live.key.id,
            dc_id=live.key.dc_id,
            msg_id=msg_id,
        )

    async def _caller(
        self, live: LiveSession, identity: Identity, msg_id: int, call: Call
    ) -> Caller:
        gateway = self._gateway
        login = await identity.read(gateway.authorizations)
        now = int(gateway.clock())
        layer = _layer(live)
        said = call.device if call.device is not None else identity.device
        if call.device is not None and (login.layer, identity.device) != (layer, said):
            await gateway.authorizations.put_client(
                identity.auth_key_id,
                layer=layer,
                device=said,
                ip=live.ip,
                new_hash=int.from_bytes(gateway.entropy(8), "little", signed=True) or 1,
                now=now,
            )
            identity.announced(layer, said)
            login = await identity.read(gateway.authorizations)
        gateway.used(identity.auth_key_id, now)
        return Caller(
            auth_key_id=identity.auth_key_id,
            session_id=live.core.session_id,
            layer=layer,
            user_id=login.user_id,
            is_bot=login.is_bot,
            ip=live.ip,
            device=said,
            password_pending=login.pending_user_id,
            temp_auth_key_id=live.key.id if live.key.is_temporary else 0,
            dc_id=live.key.dc_id,
            msg_id=msg_id,
            takeout_id=call.takeout_id,
        )

    async def _wait_for(self, live: LiveSession, after: tuple[int, ...]) -> None:
        """Wait until other requests of the session are answered.

        Raises:
            RpcError: 400 MSG_WAIT_FAILED if one of them was refused, MSG_WAIT_TIMEOUT if they take
                too long, or never arrive.
        """
        pending = (RequestState.ABSENT, RequestState.RUNNING)
        try:
            async with asyncio.timeout(self._limits.after_s):
                for other in after:
                    while (state := live.core.state_of(other)) in pending:
                        if live.answered is None:
                            live.answered = asyncio.get_running_loop().create_future()
                        # Several requests may wait for the same news.
                        await asyncio.shield(live.answered)
                    if state is RequestState.FAILED:
                        raise bad_request("MSG_WAIT_FAILED")
        except TimeoutError:
            raise bad_request("MSG_WAIT_TIMEOUT") from None

    def _refuse(self, live: LiveSession, msg_id: int, error: RpcError) -> None:
        said = mtproto.RpcError(error_code=error.code, error_message=error.message)
        live.core.answer(msg_id, tl.encode(said), failed=True)


def _unpacked(query: TLObject) -> TLObject:
    """Return a query that its client, such as TDLib, has compressed inside of its wrappers."""
    if isinstance(query, mtproto.GzipPacked):
        return tl.decode(gzip.inflate(query.packed_data, packing.MAX_UNPACKED))
    return query


def _queued(live: LiveSession) -> int:
    return len(live.waiting) if live.waiting else 0


def _layer(live: LiveSession) -> int:
    """The layer to speak with a session: its own, or that of its key's client, or the oldest."""
    if not live.layer and live.key.identity is not None:
        live.layer = live.key.identity.layer
    return live.layer or tl.OLDEST_LAYER
