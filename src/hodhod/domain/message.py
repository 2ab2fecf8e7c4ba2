"""Messages as boxes hold them: what all copies share, and what each copy has of its own.

The content is a TL `message` or `messageService` in which everything is left blank that differs
between the copies or changes by itself:

    id, out, peer_id, from_id, date, edit_date, pinned, mentioned, media_unread, silent, reactions,
    grouped_id, views, forwards, and reply_to_msg_id of a reply within the same chat

so that one string of bytes serves the boxes of everybody. `content_of` blanks, `to_tl` fills in.

Source: https://core.telegram.org/constructor/message
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.event import BoxEvent, Node, SessionKey
from hodhod.domain.ids import BoxId, MsgId, PeerId, Pts, UserId, is_channel, to_tl_peer
from hodhod.domain.topic import GENERAL
from hodhod.tl import types

CONTENT_LAYER = tl.NEWEST_LAYER
"""The layer that contents are written in today; what was written in an older one reads the same."""

URL_TOKEN = "#url"  # noqa: S105 - a search token
"""Search token of every message that has a link in it: the filter for links looks for it."""

_NOBODY = types.PeerUser(user_id=0)


class MediaKind(IntEnum):
    """What a message carries, as search filters tell apart. Stored: never renumber."""

    PHOTO = 1
    VIDEO = 2
    DOCUMENT = 3
    GIF = 4
    VOICE = 5
    MUSIC = 6
    ROUND_VIDEO = 7
    STICKER = 8
    LOCATION = 9
    CONTACT = 10
    POLL = 11
    CHAT_PHOTO = 12
    PHONE_CALL = 13
    OTHER = 14


class StoredMessage(Struct, frozen=True):
    """One copy of a message: a row of a box.

    Attributes:
        box_id: Whose box it is in.
        msg_id: Its id there.
        peer_id: The chat it belongs to, seen from the box.
        from_id: Who sent it; None for a channel's own posts.
        shared_id: What all copies of the message have in common.
        pts: The box's pts when it was added.
        date: Unix time in seconds.
        content: TL bytes, blanked.
        out: Whether the box's owner sent it.
        random_id: The sender's own number for it, in the sender's box.
        edit_date: Unix time of the last edit, if any.
        reply_to: The message it answers, as numbered in this box.
        topic_id: The forum topic it belongs to.
        grouped_id: The album it belongs to.
        media_kind: What it carries.
        pinned: Whether it is pinned.
        mentioned: Whether it mentions the box's owner.
        media_unread: Whether its mention, voice or round video waits to be seen.
        silent: Whether it makes no sound.
        views: How often a channel's post was seen.
        forwards: How often it was forwarded.
        reactions: TL messageReactions, as far as they are everybody's.
        author_id: Who wrote it, in the box of a supergroup or channel.
    """

    box_id: BoxId
    msg_id: MsgId
    peer_id: PeerId
    from_id: PeerId | None
    shared_id: int
    pts: Pts
    date: int
    content: bytes
    out: bool
    random_id: int | None = None
    edit_date: int | None = None
    reply_to: MsgId | None = None
    topic_id: int | None = None
    grouped_id: int | None = None
    media_kind: MediaKind | None = None
    pinned: bool = False
    mentioned: bool = False
    media_unread: bool = False
    silent: bool = False
    views: int | None = None
    forwards: int | None = None
    reactions: bytes | None = None
    author_id: UserId | None = None


class Copy(Struct, frozen=True):
    """Where one copy of a new message goes.

    Attributes:
        box_id: The box.
        peer_id: The chat, seen from that box.
        out: Whether the box's owner is the sender.
        unread: Whether it counts as unread there.
        mentioned: Whether it mentions the box's owner.
        media_unread: Whether its mention, voice or round video waits to be seen.
    """

    box_id: BoxId
    peer_id: PeerId
    out: bool
    unread: bool
    mentioned: bool = False
    media_unread: bool = False


class NewMessage(Struct, frozen=True):
    """A message that is to be added to boxes.

    Attributes:
        origin: The box that random_id and reply_to belong to: the sender's, or the channel's.
        copies: Where it goes; a copy for `origin` among them.
        from_id: Who sends it; None for a channel's own posts.
        date: Unix time in seconds.
        content: As from content_of.
        random_id: Makes sending again harmless; None for what the server itself writes.
        tokens: Words it is found by, normalised.
        media_kind: What it carries.
        reply_to: The message it answers, as numbered in `origin`.
        topic_id: The forum topic it belongs to.
        grouped_id: The album it belongs to.
        silent: Whether it makes no sound.
        author_id: Who writes it, in the box of a supergroup or channel.
        mentioned: Whom it mentions there: they get it as theirs.
    """

    origin: BoxId
    copies: tuple[Copy, ...]
    from_id: PeerId | None
    date: int
    content: bytes
    random_id: int | None = None
    tokens: Sequence[str] = ()
    media_kind: MediaKind | None = None
    reply_to: MsgId | None = None
    topic_id: int | None = None
    grouped_id: int | None = None
    silent: bool = False
    author_id: UserId | None = None
    mentioned: tuple[UserId, ...] = ()


class AppendedCopy(Struct, frozen=True):
    """A copy that is in its box now.

    Attributes:
        message: The row.
        nodes: Where the box's owner is online.
        archived: Whether its chat is in the archive.
    """

    message: StoredMessage
    nodes: tuple[Node, ...] = ()
    archived: bool = False


class Appended(Struct, frozen=True):
    """What became of a NewMessage.

    Attributes:
        origin: The box it was sent from.
        copies: Its copies in the order asked for; of a duplicate those that still exist.
        duplicate: Whether it had been sent before and nothing was written now.
        concerns: Whom it mentions in the box of a supergroup or channel.
    """

    origin: BoxId
    copies: tuple[AppendedCopy, ...]
    duplicate: bool
    concerns: tuple[UserId, ...] = ()

    @property
    def own(self) -> StoredMessage:
        """The sender's copy."""
        return next(c.message for c in self.copies if c.message.box_id == self.origin)

    def events(self, exclude_session: SessionKey | None = None) -> list[BoxEvent]:
        """Return the events that tell everybody of it.

        Args:
            exclude_session: The session that gets it as its own answer; only in `origin`.
        """
        return [
            BoxEvent(
                copy.message.box_id,
                copy.message.pts,
                1,
                new_message_update(copy.message),
                copy.nodes,
                exclude_session if copy.message.box_id == self.origin else None,
                copy.message.author_id,
                self.concerns,
            )
            for copy in self.copies
        ]


def content_of(message: types.Message | types.MessageService) -> bytes:
    """Return the content of a message as boxes keep it.

    Args:
        message: The message; what content leaves blank may have any value.
    """
    blank = replace(
        message,
        id=0,
        out=False,
        peer_id=_NOBODY,
        from_id=None,
        date=0,
        mentioned=False,
        media_unread=False,
        silent=False,
        reactions=None,
        reply_to=_blank_reply(message.reply_to),
    )
    if isinstance(blank, types.Message):
        blank = replace(
            blank, edit_date=None, pinned=False, grouped_id=None, views=None, forwards=None
        )
    return tl.encode(blank, CONTENT_LAYER)


def to_tl(stored: StoredMessage) -> types.Message | types.MessageService:
    """Return a stored message as the owner of its box sees it."""
    content = decode_content(stored.content)
    filled = replace(
        content,
        id=stored.msg_id,
        out=stored.out,
        peer_id=to_tl_peer(stored.peer_id),
        from_id=None if stored.from_id is None else to_tl_peer(stored.from_id),
        date=stored.date,
        mentioned=stored.mentioned,
        media_unread=stored.media_unread,
        silent=stored.silent,
        reactions=decode_reactions(stored.reactions),
        reply_to=_fill_reply(content.reply_to, stored),
    )
    if isinstance(filled, types.Message):
        filled = replace(
            filled,
            edit_date=stored.edit_date,
            pinned=stored.pinned,
            grouped_id=stored.grouped_id,
            views=stored.views,
            forwards=stored.forwards,
        )
    elif stored.out:
        filled = replace(filled, action=_as_sent(filled.action))
    if isinstance(filled, types.Message) and filled.post:
        # Whoever posts has seen it; what others saw is added.
        filled = replace(filled, views=1 + (stored.views or 0), forwards=stored.forwards or 0)
    return filled


def _as_sent(action: types.TypeMessageAction) -> types.TypeMessageAction:
    """Return what a service message tells whoever has sent it: without what is its receiver's."""
    match action:
        case types.MessageActionWebViewDataSentMe():
            return types.MessageActionWebViewDataSent(text=action.text)
        case types.MessageActionRequestedPeerSentMe():
            peers = [_peer_of(one) for one in action.peers]
            return types.MessageActionRequestedPeer(button_id=action.button_id, peers=peers)
        case _:
            return action


def _peer_of(one: types.TypeRequestedPeer) -> types.TypePeer:
    match one:
        case types.RequestedPeerUser():
            return types.PeerUser(user_id=one.user_id)
        case types.RequestedPeerChat():
            return types.PeerChat(chat_id=one.chat_id)
        case types.RequestedPeerChannel():
            return types.PeerChannel(channel_id=one.channel_id)


@lru_cache(maxsize=512)
def decode_content(content: bytes) -> types.Message | types.MessageService:
    """Return the blanked message of a content.

    Raises:
        ValueError: The bytes are not a message.
    """
    message = tl.decode(content)
    if not isinstance(message, types.Message | types.MessageService):
        raise ValueError(f"a message's content is a {type(message).__name__}")  # noqa: TRY004
    return message


def decode_reactions(reactions: bytes | None) -> types.MessageReactions | None:
    """Return stored reactions as a value.

    Raises:
        ValueError: The bytes are not reactions.
    """
    if reactions is None:
        return None
    value = tl.decode(reactions)
    if not isinstance(value, types.MessageReactions):
        raise ValueError(f"reactions are a {type(value).__name__}")  # noqa: TRY004
    return value


def seen_by_author(stored: StoredMessage, viewer_id: int) -> StoredMessage:
    """Return a message of a box that many read as one of them sees it: one's own is outgoing."""
    if stored.author_id is None:
        return stored
    return replace(stored, out=stored.author_id == viewer_id)


def update_seen_by(event: BoxEvent, viewer_id: UserId) -> types.TypeUpdate:
    """Return an event's update as a member of a supergroup or channel sees it."""
    update = event.update
    if event.author_id is None or not isinstance(
        update, types.UpdateNewChannelMessage | types.UpdateEditChannelMessage
    ):
        return update
    message = update.message
    if not isinstance(message, types.Message | types.MessageService):
        return update
    called = viewer_id in event.concerns
    seen = replace(message, out=event.author_id == viewer_id, mentioned=called, media_unread=called)
    return replace(update, message=seen)


def new_message_update(message: StoredMessage) -> types.TypeUpdate:
    """Return the update that tells a box's owner of a new message."""
    value = to_tl(message)
    if is_channel(message.box_id):
        return types.UpdateNewChannelMessage(message=value, pts=message.pts, pts_count=1)
    return types.UpdateNewMessage(message=value, pts=message.pts, pts_count=1)


def edit_message_update(message: StoredMessage) -> types.TypeUpdate:
    """Return the update that tells of an edit; its pts is set when it is logged."""
    return edited_update(to_tl(message))


def edited_update(message: types.TypeMessage) -> types.TypeUpdate:
    """Return the update that tells of an edit of a message as somebody sees it; without its pts."""
    if isinstance(message, types.Message | types.MessageService) and isinstance(
        message.peer_id, types.PeerChannel
    ):
        return types.UpdateEditChannelMessage(message=message, pts=0, pts_count=1)
    return types.UpdateEditMessage(message=message, pts=0, pts_count=1)


def _blank_reply(
    header: types.TypeMessageReplyHeader | None,
) -> types.TypeMessageReplyHeader | None:
    if isinstance(header, types.MessageReplyHeader) and header.reply_from is not None:
        return replace(header, reply_to_top_id=None)  # the rest is the same in every box
    if isinstance(header, types.MessageReplyHeader):
        return replace(header, reply_to_msg_id=None, reply_to_top_id=None)
    return header


def _fill_reply(
    header: types.TypeMessageReplyHeader | None, stored: StoredMessage
) -> types.TypeMessageReplyHeader | None:
    topic_id = None if stored.topic_id == GENERAL else stored.topic_id  # that is never named
    reply_to = stored.reply_to or topic_id
    if header is None:
        return None if reply_to is None else types.MessageReplyHeader(reply_to_msg_id=reply_to)
    if isinstance(header, types.MessageReplyHeader) and header.reply_from is not None:
        # It answers what is in another chat; here is only its topic.
        return replace(header, reply_to_top_id=topic_id)
    if isinstance(header, types.MessageReplyHeader):
        if reply_to is None and header == types.MessageReplyHeader():
            return None  # the message replied to is not in this box
        return replace(
            header,
            reply_to_msg_id=reply_to,
            reply_to_top_id=None if topic_id == reply_to else topic_id,
        )
    return header
