"""Messages for the store's tests."""

from __future__ import annotations

import itertools

from hodhod.domain.ids import BoxId, MsgId, PeerId
from hodhod.domain.message import Copy, MediaKind, NewMessage, content_of
from hodhod.tl import types

NOW = 1_700_000_000

_boxes = itertools.count(1_000)
_randoms = itertools.count(1)


def new_box() -> BoxId:
    """A box that no other test uses."""
    return BoxId(next(_boxes))


def text(words: str) -> bytes:
    """The content of a text message."""
    return content_of(types.Message(id=0, peer_id=types.PeerUser(user_id=0), date=0, message=words))


def private(
    sender: BoxId,
    receiver: BoxId,
    words: str = "hello",
    *,
    random_id: int | None = None,
    reply_to: int | None = None,
    date: int = NOW,
    media_kind: MediaKind | None = None,
    mentioned: bool = False,
    grouped_id: int | None = None,
) -> NewMessage:
    """A private message as an action would send it."""
    copies = (
        Copy(sender, PeerId(receiver), out=sender != receiver, unread=False),
        Copy(
            receiver,
            PeerId(sender),
            out=False,
            unread=True,
            mentioned=mentioned,
            media_unread=mentioned,
        ),
    )
    return NewMessage(
        origin=sender,
        copies=copies[: 1 if sender == receiver else 2],
        from_id=PeerId(sender),
        date=date,
        content=text(words),
        random_id=next(_randoms) if random_id is None else random_id,
        reply_to=None if reply_to is None else MsgId(reply_to),
        tokens=words.split(),
        media_kind=media_kind,
        grouped_id=grouped_id,
    )
