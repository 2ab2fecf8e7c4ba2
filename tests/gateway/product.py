"""The rest of the product, in memory, as far as the gateway needs it."""

# ruff: noqa: ARG002 (ports are implemented with all their arguments)

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from hodhod import tl
from hodhod.bus import LocalBus
from hodhod.domain.authorization import Authorization
from hodhod.domain.caller import UNKNOWN_DEVICE, Caller, DeviceInfo
from hodhod.domain.errors import RpcError
from hodhod.domain.event import AuthorizationChanged, BoxEvent
from hodhod.domain.ids import BoxId, PeerId, UserId
from hodhod.gateway import Gateway, Limits, Ports
from hodhod.gateway.ports import Call
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.ops.ports import bind
from hodhod.store import StoreUnavailable
from hodhod.store.auth_keys import AuthKeyRecord
from hodhod.tl import TLFunction, TLObject, functions, types

RSA = RsaKey.generate()
"""Made once: it takes a moment."""

Handler = Callable[[Caller, TLObject], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Unwrapped:
    query: TLObject
    layer: int | None = None
    device: DeviceInfo | None = None
    after: tuple[int, ...] = ()
    receives_updates: bool = True
    takeout_id: int | None = None


@dataclass(slots=True)
class AuthKeys:
    """Keys in a dictionary."""

    kept: dict[int, AuthKeyRecord] = field(default_factory=dict)
    down: bool = False
    reads: int = 0

    async def get(self, auth_key_id: int) -> AuthKeyRecord | None:
        self.reads += 1
        await asyncio.sleep(0)
        if self.down:
            raise StoreUnavailable("no database")
        return self.kept.get(auth_key_id)

    async def insert(self, key: AuthKeyRecord) -> bool:
        if self.down:
            raise StoreUnavailable("no database")
        return self.kept.setdefault(key.auth_key_id, key) is key

    async def bind(self, temp_key_id: int, perm_key_id: int, expires_at: int) -> bool:
        temp = self.kept.get(temp_key_id)
        if temp is None or temp.expires_at is None or temp.perm_key_id not in (None, perm_key_id):
            return False
        self.kept[temp_key_id] = replace(temp, perm_key_id=perm_key_id, expires_at=expires_at)
        return True

    async def delete(self, auth_key_ids: Iterable[int]) -> list[int]:
        return [one for one in auth_key_ids if self.kept.pop(one, None) is not None]


@dataclass(slots=True)
class Authorizations:
    """Logins in a dictionary."""

    kept: dict[int, Authorization] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)

    def _of(self, auth_key_id: int) -> Authorization:
        return self.kept.get(auth_key_id) or Authorization(
            auth_key_id=auth_key_id,
            user_id=None,
            pending_user_id=None,
            parent_key=None,
            hash=1,
            layer=0,
            device=UNKNOWN_DEVICE,
            ip="",
            created_at=0,
            active_at=0,
            is_bot=False,
        )

    async def get(self, auth_key_id: int) -> Authorization | None:
        await asyncio.sleep(0)
        return self.kept.get(auth_key_id)

    async def put_client(
        self, auth_key_id: int, *, layer: int, device: DeviceInfo, ip: str, new_hash: int, now: int
    ) -> None:
        self.kept[auth_key_id] = replace(
            self._of(auth_key_id), layer=layer, device=device, ip=ip, active_at=now
        )

    async def deauthorize(self, auth_key_ids: Sequence[int]) -> tuple[int, ...]:
        for one in auth_key_ids:
            if one in self.kept:
                self.kept[one] = replace(self.kept[one], user_id=None)
        return tuple(auth_key_ids)

    async def touch(self, used: Sequence[tuple[int, int]]) -> None:
        self.used.update(used)

    def log_in(self, auth_key_id: int, user_id: int) -> None:
        self.kept[auth_key_id] = replace(self._of(auth_key_id), user_id=UserId(user_id))


@dataclass(slots=True)
class Online:
    """Who is here."""

    here: set[int] = field(default_factory=set)
    known: bool = False
    down: bool = False

    async def arrive(self, box_id: BoxId, node: str) -> None:
        await asyncio.sleep(0)
        if self.down:
            raise StoreUnavailable("no database")
        self.here.add(box_id)

    async def leave(self, box_id: BoxId, node: str) -> None:
        self.here.discard(box_id)

    async def announce(self, node: str) -> None:
        self.known = True

    async def remembers(self, node: str) -> bool:
        return self.known

    async def forget_node(self, node: str) -> None:
        self.here.clear()


@dataclass(slots=True)
class PastEvents:
    """The log of updates."""

    events: list[BoxEvent] = field(default_factory=list)
    reads: int = 0

    async def read(self, box_id: BoxId, after_pts: int) -> Sequence[BoxEvent] | None:
        self.reads += 1
        found = [one for one in self.events if one.box_id == box_id and one.pts > after_pts]
        return found or None

    async def places(self, boxes: Sequence[BoxId]) -> Mapping[BoxId, int]:
        found: dict[BoxId, int] = {}
        for event in self.events:
            found[event.box_id] = event.pts
        return {box_id: found[box_id] for box_id in boxes if box_id in found}


@dataclass(slots=True)
class Memberships:
    """Who is in which chats."""

    kept: dict[int, list[int]] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    down: bool = False

    async def of_user(self, user_id: UserId) -> Sequence[PeerId]:
        if self.down:
            raise StoreUnavailable("no database")
        found = [PeerId(one) for one in self.kept.get(user_id, ())]
        if self.gate is not None:
            await self.gate.wait()
        return found


@dataclass(slots=True)
class Comings:
    """Who was told to have come and gone."""

    told: list[tuple[str, int]] = field(default_factory=list)

    async def came(self, user_id: UserId) -> None:
        self.told.append(("came", user_id))

    async def left(self, user_id: UserId) -> None:
        self.told.append(("left", user_id))


class Product:
    """Everything behind the gateway.

    A method is answered by the handler in `answers`, or by what a server would say.
    """

    def __init__(self) -> None:
        self.auth_keys = AuthKeys()
        self.authorizations = Authorizations()
        self.online = Online()
        self.bus = LocalBus("n")
        self.log = PastEvents()
        self.memberships = Memberships()
        self.rendered: list[int] = []
        self.presence = Comings()
        self.answers: dict[type[TLObject], Handler] = {}
        self.calls: list[tuple[Caller, TLObject]] = []

    # ── the dispatcher ─────────────────────────────────────────────────────────────────────────

    def unwrap(self, request: TLObject) -> Call:
        call = Unwrapped(request)
        while True:
            match call.query:
                case functions.InvokeWithLayer(layer=layer, query=query):
                    call = replace(call, layer=layer, query=query)
                case functions.InitConnection() as init:
                    device = DeviceInfo(api_id=init.api_id, device_model=init.device_model)
                    call = replace(call, device=device, query=init.query)
                case functions.InvokeAfterMsg(msg_id=msg_id, query=query):
                    call = replace(call, after=(msg_id,), query=query)
                case functions.InvokeWithoutUpdates(query=query):
                    call = replace(call, receives_updates=False, query=query)
                case _:
                    return call

    async def call(self, caller: Caller, query: TLObject) -> object:
        self.calls.append((caller, query))
        handler = self.answers.get(type(query))
        if handler is not None:
            return await handler(caller, query)
        match query:
            case functions.help.GetNearestDc():
                return types.NearestDc(country="IR", this_dc=caller.dc_id, nearest_dc=2)
            case functions.updates.GetState():
                if caller.user_id is None:
                    raise RpcError(401, "AUTH_KEY_UNREGISTERED")
                return types.updates.State(pts=1, qts=2, date=1, seq=0, unread_count=0)
            case functions.upload.SaveFilePart():
                return True
            case _:
                raise RpcError(400, "METHOD_NOT_SUPPORTED")

    def encode(self, result: object, query: TLObject, layer: int) -> bytes:
        assert isinstance(query, TLFunction)
        assert isinstance(result, TLObject | bool)
        return tl.encode_result(result, type(query), layer)

    # ── the rest ───────────────────────────────────────────────────────────────────────────────

    async def render(
        self, user_id: UserId, updates: Sequence[types.TypeUpdate]
    ) -> types.TypeUpdates:
        await asyncio.sleep(0)
        self.rendered.append(user_id)
        return types.Updates(updates=tuple(updates), users=(), chats=(), date=1, seq=0)

    async def broadcast(
        self, box_id: BoxId, updates: Sequence[types.TypeUpdate]
    ) -> types.TypeUpdates:
        await asyncio.sleep(0)
        self.rendered.append(box_id)
        return types.Updates(updates=tuple(updates), users=(), chats=(), date=2, seq=0)

    def ports(self, clock: Callable[[], float] | None = None) -> Ports:
        ports = Ports(
            auth_keys=self.auth_keys,
            authorizations=self.authorizations,
            online=self.online,
            bus=self.bus,
            dispatcher=self,
            render=self.render,
            broadcast=self.broadcast,
            memberships=self.memberships,
            log=self.log,
            presence=self.presence,
        )
        return ports if clock is None else replace(ports, clock=clock)

    async def log_in(self, auth_key_id: int, user_id: int) -> None:
        self.authorizations.log_in(auth_key_id, user_id)
        await self.bus.publish([AuthorizationChanged((auth_key_id,), closed=False)])


@asynccontextmanager
async def serving(
    product: Product, limits: Limits | None = None, clock: Callable[[], float] | None = None
) -> AsyncIterator[tuple[Gateway, int]]:
    """Run a gateway; yield it and its TCP port."""
    gateway = Gateway(product.ports(clock), [RSA], limits=limits or Limits(drain_s=2.0))
    await gateway.start()
    _, port = gateway.listen(bind("127.0.0.1", 0))
    try:
        yield gateway, port
    finally:
        await gateway.stop()


async def until(condition: Callable[[], bool], what: str = "it") -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 (many conditions have no event)
            await asyncio.sleep(0.005)
    assert condition(), what
