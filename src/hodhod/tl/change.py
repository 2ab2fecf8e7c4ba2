"""How a class of values changed its form between layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from hodhod.tl.generated import types
from hodhod.tl.value import TLObject

T = TypeVar("T", bound=TLObject)
Upgrade = Callable[[TLObject], TLObject]
Downgrade = Callable[[TLObject], TLObject | None]


@dataclass(frozen=True, slots=True)
class Change:
    """What to do with a class where an older form is spoken.

    Attributes:
        kind: the class.
        last: the last layer that has the older form.
        upgrade: from a value as it was read in an older form to the newest form. It also meets
            values that are in the newest form already, and leaves them as they are.
        downgrade: from the newest form to the older one; None if that cannot be said in it. It
            also meets values that are in the older form already.
    """

    kind: type[TLObject]
    last: int
    upgrade: Upgrade
    downgrade: Downgrade


def change(
    kind: type[T],
    last: int,
    upgrade: Callable[[T], TLObject],
    downgrade: Callable[[T], TLObject | None],
) -> Change:
    """A Change whose functions are of the class itself."""
    return Change(kind, last, cast("Upgrade", upgrade), cast("Downgrade", downgrade))


def same(value: T) -> T:
    """The value as it is: for a direction in which nothing has to be done."""
    return value


def to_text(value: object) -> types.TextWithEntities:
    """Plain text, as the newest layers have it: with (no) entities."""
    if isinstance(value, types.TextWithEntities):
        return value
    return types.TextWithEntities(text=value if isinstance(value, str) else "", entities=())


def to_plain(value: object) -> str:
    """Text without its entities."""
    if isinstance(value, types.TextWithEntities):
        return value.text
    return value if isinstance(value, str) else ""


def to_peer(value: object) -> object:
    """The id of a user as a peer; anything else as it is."""
    return types.PeerUser(user_id=value) if isinstance(value, int) else value


def to_user_id(value: object) -> int | None:
    """The id of a user who is a peer; None for other peers."""
    if isinstance(value, types.PeerUser):
        return value.user_id
    return value if isinstance(value, int) else None


def to_input_peer(user: object) -> object:
    """A user as a peer, both as clients name them; anything else as it is."""
    match user:
        case types.InputUserSelf():
            return types.InputPeerSelf()
        case types.InputUserEmpty():
            return types.InputPeerEmpty()
        case types.InputUser():
            return types.InputPeerUser(user_id=user.user_id, access_hash=user.access_hash)
        case types.InputUserFromMessage():
            return types.InputPeerUserFromMessage(
                peer=user.peer, msg_id=user.msg_id, user_id=user.user_id
            )
    return user


def to_input_user(peer: object) -> object:
    """The reverse of ``to_input_peer``; None for peers who are no users."""
    match peer:
        case types.InputPeerSelf():
            return types.InputUserSelf()
        case types.InputPeerEmpty():
            return types.InputUserEmpty()
        case types.InputPeerUser():
            return types.InputUser(user_id=peer.user_id, access_hash=peer.access_hash)
        case types.InputPeerUserFromMessage():
            return types.InputUserFromMessage(
                peer=peer.peer, msg_id=peer.msg_id, user_id=peer.user_id
            )
        case types.InputUserSelf() | types.InputUserEmpty() | types.InputUser():
            return peer
        case types.InputUserFromMessage():
            return peer
    return None


def to_stars(value: object) -> object:
    """A number of stars as an amount; anything else as it is."""
    return types.StarsAmount(amount=value, nanos=0) if isinstance(value, int) else value


def to_star_count(value: object) -> int:
    """The whole stars of an amount; 0 if it is not in stars."""
    if isinstance(value, types.StarsAmount):
        return value.amount
    return value if isinstance(value, int) else 0
