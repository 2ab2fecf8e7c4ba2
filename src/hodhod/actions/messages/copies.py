"""From what somebody wants to say to the rows that boxes get.

Outgoing + peer  →  NewMessage(content, tokens, copies in the sender's and the receiver's box)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.messages.place import Place
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.hashtags import hashtag_tokens
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    from_tl_peer,
    peer_of_user,
    to_tl_peer,
)
from hodhod.domain.media_kind import heard_or_watched, kind_of, kind_of_action
from hodhod.domain.message import URL_TOKEN, Copy, NewMessage, content_of
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.domain.rights import Admin
from hodhod.domain.search_text import index_tokens
from hodhod.domain.topic import GENERAL
from hodhod.tl import types

_NOBODY = types.PeerUser(user_id=0)

_LINKS = (types.MessageEntityUrl, types.MessageEntityTextUrl)


def new_message(
    app: App,
    caller: Caller,
    place: Place,
    outgoing: Outgoing,
    mentioned: Collection[UserId] = (),
) -> NewMessage:
    """Return the rows of a message that somebody writes.

    Args:
        app: The working parts.
        caller: Who writes.
        place: Where, as from access_to_write.
        outgoing: What.
        mentioned: Whom it mentions, in a group.
    """
    if place.seen is None:
        return private_message(app, caller.me, UserId(place.peer), outgoing)
    if place.seen.chat.is_group:
        return group_message(app, caller.me, place, outgoing, mentioned)
    return channel_message(app, caller.me, place.seen, outgoing, mentioned)


def private_message(app: App, sender: UserId, receiver: UserId, outgoing: Outgoing) -> NewMessage:
    """Return the rows of a message between two people, or of one to oneself."""
    saved_from = _saved_peer(sender, outgoing) if sender == receiver else None
    waits = heard_or_watched(kind_of(outgoing.media))
    own = Copy(
        BoxId(sender),
        peer_of_user(receiver),
        # In Saved Messages nothing is outgoing: clients refuse it there.
        out=sender != receiver,
        unread=False,
        media_unread=waits and sender != receiver,
    )
    theirs = Copy(BoxId(receiver), peer_of_user(sender), out=False, unread=True, media_unread=waits)
    return _new(
        app,
        outgoing,
        content_message(outgoing, saved_from=saved_from, receiver=receiver),
        origin=BoxId(sender),
        copies=(own,) if sender == receiver else (own, theirs),
        from_id=peer_of_user(sender),
        saved_from=saved_from,
    )


def group_message(
    app: App, sender: UserId, place: Place, outgoing: Outgoing, mentioned: Collection[UserId]
) -> NewMessage:
    """Return the rows of a message in a basic group: one in the box of each member."""
    waits = heard_or_watched(kind_of(outgoing.media))
    own = BoxId(sender)
    called = {BoxId(user_id) for user_id in mentioned} - {own}
    copies = tuple(
        Copy(
            box_id,
            place.peer,
            out=box_id == own,
            unread=box_id != own,
            mentioned=box_id in called,
            media_unread=waits or box_id in called,
        )
        for box_id in place.boxes
    )
    return _new(
        app,
        outgoing,
        content_message(outgoing),
        origin=BoxId(sender),
        copies=copies,
        from_id=peer_of_user(sender),
    )


def channel_message(
    app: App, sender: UserId, seen: SeenChat, outgoing: Outgoing, mentioned: Collection[UserId]
) -> NewMessage:
    """Return the row of a message in a supergroup or channel: one, in the box of all."""
    chat = seen.chat
    box_id = BoxId(chat.peer_id)
    begins = isinstance(outgoing.action, types.MessageActionTopicCreate)
    if chat.forum and outgoing.topic_id is None and not begins:
        outgoing = replace(outgoing, topic_id=GENERAL)
    return _new(
        app,
        outgoing,
        content_message(outgoing, post=chat.is_broadcast, forum=chat.forum),
        origin=box_id,
        copies=(Copy(box_id, chat.peer_id, out=False, unread=False),),
        from_id=_shown_author(sender, seen, outgoing),
        author_id=sender,
        mentioned=tuple(sorted(set(mentioned) - {sender})),
    )


def _new(
    app: App,
    outgoing: Outgoing,
    content: types.Message | types.MessageService,
    *,
    origin: BoxId,
    copies: tuple[Copy, ...],
    from_id: PeerId | None,
    saved_from: PeerId | None = None,
    author_id: UserId | None = None,
    mentioned: tuple[UserId, ...] = (),
) -> NewMessage:
    random_id = outgoing.random_id
    if random_id is not None and author_id is not None:
        random_id = random_id_of(author_id, random_id)
    return NewMessage(
        origin=origin,
        copies=copies,
        from_id=from_id,
        date=app.now,
        content=content_of(content),
        random_id=random_id,
        tokens=tokens_of(outgoing.text, outgoing.entities, outgoing.media, saved_from=saved_from),
        media_kind=kind_of(outgoing.media) or kind_of_action(outgoing.action),
        reply_to=_answered(outgoing.reply_to),
        topic_id=outgoing.topic_id,
        grouped_id=outgoing.grouped_id,
        silent=outgoing.silent,
        author_id=author_id,
        mentioned=mentioned,
    )


def random_id_of(author_id: UserId, random_id: int) -> int:
    """Return what makes a message single in a box that many write to: 64 bits of both numbers."""
    both = f"{author_id}:{random_id}".encode()
    return int.from_bytes(blake2b(both, digest_size=8).digest(), "little", signed=True)


def _shown_author(sender: UserId, seen: SeenChat, outgoing: Outgoing) -> PeerId | None:
    """Return who a message in a supergroup or channel is shown to be from; None for the channel."""
    chat = seen.chat
    if outgoing.send_as is not None and outgoing.send_as != peer_of_user(sender):
        return outgoing.send_as
    if chat.is_broadcast:
        return peer_of_user(sender) if chat.profiles and outgoing.action is None else None
    if Admin.ANONYMOUS in seen.admin:
        return chat.peer_id
    return peer_of_user(sender)


def tokens_of(
    text: str,
    entities: Sequence[types.TypeMessageEntity],
    media: types.TypeMessageMedia | None,
    *,
    saved_from: PeerId | None,
) -> list[str]:
    """Return what a message is found by: words of its text and of its file's name, and marks.

    Args:
        text: Text or caption.
        entities: Its entities.
        media: What it carries.
        saved_from: In Saved Messages, the chat it came from.
    """
    tokens = []
    if any(isinstance(entity, _LINKS) for entity in entities):
        tokens.append(URL_TOKEN)
    if saved_from is not None:
        tokens.append(saved_token(saved_from))
    tokens += hashtag_tokens(text, entities)
    return tokens + index_tokens(" ".join((text, *_file_names(media))))


def saved_token(peer: PeerId) -> str:
    """Return the mark of Saved Messages that came from a chat."""
    return f"#saved:{int(peer)}"


def _file_names(media: types.TypeMessageMedia | None) -> list[str]:
    match media:
        case types.MessageMediaDocument(document=types.Document() as document):
            names: list[str] = []
            for attribute in document.attributes:
                match attribute:
                    case types.DocumentAttributeFilename():
                        names.append(attribute.file_name)
                    case types.DocumentAttributeAudio():
                        names += [attribute.title or "", attribute.performer or ""]
            return names
        case types.MessageMediaPoll(poll=poll):
            return [poll.question.text, *(answer.text.text for answer in poll.answers)]
        case types.MessageMediaContact():
            return [media.first_name, media.last_name]
        case types.MessageMediaVenue():
            return [media.title, media.address]
        case _:
            return []


def content_message(
    outgoing: Outgoing,
    *,
    saved_from: PeerId | None = None,
    receiver: UserId | None = None,
    post: bool = False,
    forum: bool = False,
) -> types.Message | types.MessageService:
    """Return the message itself, without what each box fills in.

    Args:
        outgoing: What is said.
        saved_from: In Saved Messages, the chat that it came from.
        receiver: In a chat with a person, whose story may be answered.
        post: Whether it is a channel's post.
        forum: Whether it is in a supergroup with topics.
    """
    general = forum and outgoing.topic_id == GENERAL
    topic = forum and outgoing.topic_id is not None and not general
    reply: types.MessageReplyHeader | types.MessageReplyStoryHeader | None = None
    if outgoing.reply_to_story is not None and receiver is not None:
        reply = types.MessageReplyStoryHeader(
            peer=types.PeerUser(user_id=receiver), story_id=outgoing.reply_to_story.story_id
        )
    elif outgoing.reply_to is not None:
        reply = _reply_header(outgoing.reply_to, topic=topic)
    elif outgoing.topic_id is not None and not general:
        reply = types.MessageReplyHeader(forum_topic=topic)
    if outgoing.action is not None:
        return types.MessageService(
            id=0,
            peer_id=_NOBODY,
            date=0,
            post=post,
            action=outgoing.action,
            reply_to=reply,
            ttl_period=outgoing.ttl_period,
        )
    return types.Message(
        id=0,
        peer_id=_NOBODY,
        post=post,
        # In Saved Messages clients sort by whom a message was saved from; one's own are oneself's.
        saved_peer_id=None if saved_from is None else to_tl_peer(saved_from),
        date=0,
        message=outgoing.text,
        entities=outgoing.entities or None,
        media=outgoing.media,
        reply_to=reply,
        fwd_from=outgoing.fwd_from,
        reply_markup=outgoing.reply_markup,
        via_bot_id=outgoing.via_bot_id,
        noforwards=outgoing.noforwards,
        invert_media=outgoing.invert_media,
        from_scheduled=outgoing.from_scheduled,
        ttl_period=outgoing.ttl_period,
        post_author=outgoing.signature,
        effect=outgoing.effect,
    )


def _saved_peer(myself: UserId, outgoing: Outgoing) -> PeerId:
    forwarded = outgoing.fwd_from
    if forwarded is not None and forwarded.saved_from_peer is not None:
        return from_tl_peer(forwarded.saved_from_peer)
    return peer_of_user(myself)


def _answered(reply: ReplyTo | None) -> MsgId | None:
    """Return what a message answers in its own chat."""
    return None if reply is None or reply.elsewhere is not None else MsgId(reply.msg_id)


def _reply_header(reply: ReplyTo, *, topic: bool) -> types.MessageReplyHeader:
    if reply.elsewhere is not None:
        return replace(reply.elsewhere, forum_topic=topic)
    return types.MessageReplyHeader(
        forum_topic=topic,
        quote=reply.quote_text is not None,
        quote_text=reply.quote_text,
        quote_entities=reply.quote_entities,
        quote_offset=reply.quote_offset,
        poll_option=reply.poll_option,
    )
