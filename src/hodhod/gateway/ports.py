"""What the gateway needs of the rest of the product; `ops` hands it in.

The store's own classes fit the first three as they are, `api.dispatch.Dispatcher` the fourth.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias, TypeVar

from hodhod.domain.authorization import Authorization
from hodhod.domain.caller import Caller, DeviceInfo
from hodhod.domain.event import BoxEvent, Node
from hodhod.domain.ids import BoxId, PeerId, UserId
from hodhod.store.auth_keys import AuthKeyRecord
from hodhod.tl import TLObject, types

T = TypeVar("T")


class AuthKeys(Protocol):
    """Keys, durable. Every method raises StoreUnavailable for an outage."""

    async def get(self, auth_key_id: int) -> AuthKeyRecord | None:
        """Return a key, temporary ones past their time too, or None if there is none."""

    async def insert(self, key: AuthKeyRecord) -> bool:
        """Keep a new key; on the disk when this returns; False if its id is taken."""

    async def bind(self, temp_key_id: int, perm_key_id: int, expires_at: int) -> bool:
        """Let a temporary key stand for a permanent one; False if it stands for another."""

    async def delete(self, auth_key_ids: Iterable[int]) -> list[int]:
        """Forget keys, and temporary ones that stand for them; return all that are gone."""


class Authorizations(Protocol):
    """Who is behind each permanent key. Every method raises StoreUnavailable for an outage."""

    async def get(self, auth_key_id: int) -> Authorization | None:
        """Return who it is; None when the client has said nothing yet."""

    async def put_client(
        self, auth_key_id: int, *, layer: int, device: DeviceInfo, ip: str, new_hash: int, now: int
    ) -> None:
        """Note what a client says of itself."""

    async def deauthorize(self, auth_key_ids: Sequence[int]) -> tuple[int, ...]:
        """Log keys out; return all that were."""

    async def touch(self, used: Sequence[tuple[int, int]]) -> None:
        """Note when keys were last used: pairs of key and Unix seconds."""


class Online(Protocol):
    """Where the owners of boxes are connected. Every method raises StoreUnavailable."""

    async def arrive(self, box_id: BoxId, node: Node) -> None:
        """The owner of a box is here. Events go to this node from when this returns."""

    async def leave(self, box_id: BoxId, node: Node) -> None:
        """The owner of a box is not here any more."""

    async def announce(self, node: Node) -> None:
        """The node is here. What `arrive` was told is forgotten no sooner than this."""

    async def remembers(self, node: Node) -> bool:
        """Tell whether nothing was forgotten: a crash of the database loses all of it."""

    async def forget_node(self, node: Node) -> None:
        """Nobody is here."""


class Call(Protocol):
    """A request without its wrappers, as `api.wrappers.Call` has it."""

    @property
    def query(self) -> TLObject:
        """The request itself."""

    @property
    def layer(self) -> int | None:
        """The layer that was announced, if one was."""

    @property
    def device(self) -> DeviceInfo | None:
        """What the client said of itself, if it did."""

    @property
    def after(self) -> tuple[int, ...]:
        """msg_ids of requests to be answered before."""

    @property
    def receives_updates(self) -> bool:
        """False under invokeWithoutUpdates."""

    @property
    def takeout_id(self) -> int | None:
        """The export that the request is part of."""


class Dispatcher(Protocol):
    """The RPC API."""

    def unwrap(self, request: TLObject) -> Call:
        """Take the wrappers off a request; raises RpcError."""

    async def call(self, caller: Caller, query: TLObject) -> object:
        """Answer a request; raises RpcError."""

    def encode(self, result: object, query: TLObject, layer: int) -> bytes:
        """Write an answer in the layer of the session that asked."""


Render: TypeAlias = Callable[[UserId, Sequence[types.TypeUpdate]], Awaitable[types.TypeUpdates]]
"""Puts a user's updates into a container with the objects that they name."""


Broadcast: TypeAlias = Callable[[BoxId, Sequence[types.TypeUpdate]], Awaitable[types.TypeUpdates]]
"""Puts the updates of a supergroup or channel into a container for all of its members."""


class Compute(Protocol):
    """Where arithmetic is done that takes milliseconds."""

    def __call__(self, call: Callable[[], T], /) -> Awaitable[T]:
        """Have a call done, which may be pickled.

        Raises:
            ConnectionError: Whatever does it was lost meanwhile.
        """


class Memberships(Protocol):
    """Who is in which groups and channels."""

    async def of_user(self, user_id: UserId) -> Sequence[PeerId]:
        """Return the chats that somebody is in.

        Raises:
            StoreUnavailable: The database does not answer.
        """


class Log(Protocol):
    """The update log, where events are found that the bus has lost."""

    async def read(self, box_id: BoxId, after_pts: int) -> Sequence[BoxEvent] | None:
        """Return what moved a box's pts since, in order; None if that is too much to push.

        Raises:
            StoreUnavailable: The database does not answer.
        """

    async def places(self, boxes: Sequence[BoxId]) -> Mapping[BoxId, int]:
        """Return the pts of boxes, as far as it is known.

        Raises:
            StoreUnavailable: The database does not answer.
        """


class Presence(Protocol):
    """Who is told that a user has come or gone."""

    async def came(self, user_id: UserId) -> None:
        """The first connection of a user at this node is there."""

    async def left(self, user_id: UserId) -> None:
        """The last connection of a user at this node is gone."""


class NoLog:
    """A log that is never read: clients fetch the difference instead."""

    async def read(self, box_id: BoxId, after_pts: int) -> Sequence[BoxEvent] | None:  # noqa: ARG002
        """Return that it is too much."""
        return None

    async def places(self, boxes: Sequence[BoxId]) -> Mapping[BoxId, int]:  # noqa: ARG002
        """Return that nothing is known."""
        return {}


class NoMemberships:
    """Nobody is in any chat."""

    async def of_user(self, user_id: UserId) -> Sequence[PeerId]:  # noqa: ARG002
        """Return nothing."""
        return ()


class NoPresence:
    """Nobody is told."""

    async def came(self, user_id: UserId) -> None:
        """Tell nobody."""

    async def left(self, user_id: UserId) -> None:
        """Tell nobody."""
