"""A message before it has an id: what somebody wants to say, checked and complete."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hodhod.domain.ids import PeerId
from hodhod.tl import types


class ReplyTo(Struct, frozen=True):
    """What a message answers.

    Attributes:
        msg_id: The answered message's id in the sender's own box.
        quote_text: The part that is quoted, or None.
        quote_entities: The quoted part's entities.
        quote_offset: Where it begins, in UTF-16 units.
        poll_option: Which answer of a poll it is about, or None.
        top_id: The thread that the client names for it, or None.
        elsewhere: What is told of it when it is in another chat, or None.
    """

    msg_id: int
    quote_text: str | None = None
    quote_entities: Sequence[types.TypeMessageEntity] | None = None
    quote_offset: int | None = None
    poll_option: bytes | None = None
    top_id: int | None = None
    elsewhere: types.MessageReplyHeader | None = None


class ReplyToStory(Struct, frozen=True):
    """The story that a message answers: one of the chat's other side.

    Attributes:
        peer: Whose it is, as the client names it.
        story_id: Its number there.
    """

    peer: types.TypeInputPeer
    story_id: int


class Outgoing(Struct, frozen=True):
    """One message to be sent.

    Attributes:
        random_id: The sender's number for it: one (sender, random_id) is one message. None for
            what nobody asked for by a number, service messages for instance.
        text: The text or caption, clean.
        entities: Its entities, in UTF-16 units.
        media: What it carries, or None.
        action: What a service message tells; such a message has neither text nor media.
        reply_to: What it answers, or None.
        reply_to_story: The story it answers, or None.
        fwd_from: Where it was first written, or None.
        grouped_id: The album it belongs to, or None.
        reply_markup: Its keyboard, or None.
        silent: Whether it makes no sound.
        noforwards: Whether it may not be forwarded or saved.
        invert_media: Whether the media is shown below the text.
        via_bot_id: The bot whose inline result it is, or None.
        ttl_period: Seconds after which it deletes itself, or None.
        from_scheduled: Whether it waited for its time.
        topic_id: The thread of a supergroup that it belongs to, or None.
        send_as: In whose name it is sent to a supergroup or channel, None for the sender's own.
        signature: The name below a post, or None.
        effect: The animation that it is sent with, or None.
    """

    random_id: int | None
    text: str = ""
    entities: tuple[types.TypeMessageEntity, ...] = ()
    media: types.TypeMessageMedia | None = None
    action: types.TypeMessageAction | None = None
    reply_to: ReplyTo | None = None
    reply_to_story: ReplyToStory | None = None
    fwd_from: types.TypeMessageFwdHeader | None = None
    grouped_id: int | None = None
    reply_markup: types.TypeReplyMarkup | None = None
    silent: bool = False
    noforwards: bool = False
    invert_media: bool = False
    via_bot_id: int | None = None
    ttl_period: int | None = None
    from_scheduled: bool = False
    topic_id: int | None = None
    send_as: PeerId | None = None
    signature: str | None = None
    effect: int | None = None
