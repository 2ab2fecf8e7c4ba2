"""Which peers a value of the API mentions: whoever receives it needs their objects beside it.

Clients that meet an unknown peer in a message drop the whole container, so that this walks values
generically: every Peer constructor, and every field that holds a bare id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hodhod.domain.ids import PeerId, from_tl_peer, is_user, peer_of_channel, peer_of_chat
from hodhod.tl import TLObject, types

_USER_ID_FIELDS = frozenset(
    {
        "actor_id",
        "admin_id",
        "approved_by",
        "bot_id",
        "creator_id",
        "inviter_id",
        "kicked_by",
        "new_creator_id",
        "participant_id",
        "promoted_by",
        "user_id",
        "via_bot_id",
        "via_business_bot_id",
    }
)
_USER_LIST_FIELDS = frozenset({"recent_requesters", "recent_voters", "user_ids", "users"})
_PLAIN = (str, int, bytes, float, type(None))


def peers_in(values: Iterable[object]) -> set[PeerId]:
    """Return every peer that the values mention."""
    found: set[PeerId] = set()
    stack: list[object] = list(values)
    while stack:
        value = stack.pop()
        if isinstance(value, types.PeerUser | types.PeerChat | types.PeerChannel):
            found.add(from_tl_peer(value))
        elif isinstance(value, TLObject):
            stack.extend(_inside(value, found))
        elif isinstance(value, Sequence) and not isinstance(value, _PLAIN):
            stack.extend(one for one in value if not isinstance(one, _PLAIN))
    return found


def users_in(values: Iterable[object]) -> set[int]:
    """Return every user that the values mention."""
    return {peer for peer in peers_in(values) if is_user(peer)}


def _inside(value: TLObject, found: set[PeerId]) -> Iterator[object]:
    """Note the bare user ids among a value's fields, and return the values among them."""
    # Secret chats have numbers of their own.
    secret = "ncrypted" in value.tl_name
    for name in value.__struct_fields__:
        field = getattr(value, name)
        if isinstance(field, int):
            if field > 0 and name in _USER_ID_FIELDS:
                found.add(PeerId(field))
            elif field > 0 and name == "channel_id":
                found.add(peer_of_channel(field))
            elif field > 0 and name == "chat_id" and not secret:
                found.add(peer_of_chat(field))
        elif name in _USER_LIST_FIELDS and isinstance(field, Sequence):
            found.update(PeerId(one) for one in field if isinstance(one, int))
            yield field
        elif not isinstance(field, _PLAIN):
            yield field
