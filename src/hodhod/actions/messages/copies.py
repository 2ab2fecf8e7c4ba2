"""From what somebody wants to say to the rows that boxes get.

Outgoing + peer  →  NewMessage(content, tokens, copies in the sender's and the receiver's box)
"""

from __future__ import annotations

from collections.abc import Iterable

from hodhod.actions.app import App
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    from_tl_peer,
    peer_of_user,
    to_tl_peer,
)
from hodhod.domain.media_kind import heard_or_watched, kind_of
from hodhod.domain.message import URL_TOKEN, Copy, NewMessage, content_of
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.domain.search_text import index_tokens
from hodhod.tl import types

_LINKS = (types.MessageEntityUrl, types.MessageEntityTextUrl)


def private_message(app: App, sender: UserId, receiver: UserId, outgoing: Outgoing) -> NewMessage:
    """Return the rows of a message between two people, or of one to oneself."""
    kind = kind_of(outgoing.media)
    waits = heard_or_watched(kind)
    own = Copy(
        BoxId(sender),
        peer_of_user(receiver),
        # In Saved Messages nothing is outgoing: clients refuse it there.
        out=sender != receiver,
        unread=False,
        media_unread=waits and sender != receiver,
    )
    theirs = Copy(BoxId(receiver), peer_of_user(sender), out=False, unread=True, media_unread=waits)
    return NewMessage(
        origin=BoxId(sender),
        copies=(own,) if sender == receiver else (own, theirs),
        from_id=peer_of_user(sender),
        date=app.now,
        content=content_of(content_message(sender, receiver, outgoing)),
        random_id=outgoing.random_id,
        tokens=tokens_of(
            outgoing.text,
            outgoing.entities,
            outgoing.media,
            saved_from=_saved_peer(sender, outgoing) if sender == receiver else None,
        ),
        media_kind=kind,
        reply_to=None if outgoing.reply_to is None else MsgId(outgoing.reply_to.msg_id),
        grouped_id=outgoing.grouped_id,
        silent=outgoing.silent,
    )


def tokens_of(
    text: str,
    entities: Iterable[types.TypeMessageEntity],
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
    sender: UserId, receiver: UserId, outgoing: Outgoing
) -> types.Message | types.MessageService:
    """Return the message itself, without what each box fills in."""
    peer = types.PeerUser(user_id=receiver)
    reply = _reply_header(receiver, outgoing)
    if outgoing.action is not None:
        return types.MessageService(
            id=0,
            peer_id=peer,
            date=0,
            action=outgoing.action,
            reply_to=reply,
            ttl_period=outgoing.ttl_period,
        )
    return types.Message(
        id=0,
        peer_id=peer,
        # In Saved Messages clients sort by whom a message was saved from; one's own are oneself's.
        saved_peer_id=(to_tl_peer(_saved_peer(sender, outgoing)) if sender == receiver else None),
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
    )


def _saved_peer(myself: UserId, outgoing: Outgoing) -> PeerId:
    forwarded = outgoing.fwd_from
    if forwarded is not None and forwarded.saved_from_peer is not None:
        return from_tl_peer(forwarded.saved_from_peer)
    return peer_of_user(myself)


def _reply_header(
    receiver: UserId, outgoing: Outgoing
) -> types.MessageReplyHeader | types.MessageReplyStoryHeader | None:
    if outgoing.reply_to_story is not None:
        return types.MessageReplyStoryHeader(
            peer=types.PeerUser(user_id=receiver), story_id=outgoing.reply_to_story.story_id
        )
    return None if outgoing.reply_to is None else _quote_header(outgoing.reply_to)


def _quote_header(reply: ReplyTo) -> types.MessageReplyHeader:
    return types.MessageReplyHeader(
        quote=reply.quote_text is not None,
        quote_text=reply.quote_text,
        quote_entities=reply.quote_entities,
        quote_offset=reply.quote_offset,
        poll_option=reply.poll_option,
    )
