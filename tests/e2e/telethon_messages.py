"""Messages and reports of Telethon in the common vocabulary, and contents in Telethon's."""

from collections.abc import Callable

from telethon import utils
from telethon.tl import TLObject, types

from tests.e2e.messenger import Content, Kind, Media, Report, Seen, Style

STYLES = {types.MessageEntityBold: "bold", types.MessageEntityItalic: "italic"}

CHANNELS_FROM = -(10**12)
"""Names of supergroups and channels begin here, downwards; above are basic groups."""


def attributes_of(content: Content) -> list[object]:
    match content.media:
        case Media.VIDEO:
            return [types.DocumentAttributeVideo(content.duration_s, content.width, content.height)]
        case Media.VOICE:
            return [types.DocumentAttributeAudio(content.duration_s, voice=True)]
        case Media.STICKER:
            return [
                types.DocumentAttributeImageSize(content.width, content.height),
                types.DocumentAttributeSticker("🐦", types.InputStickerSetEmpty()),
            ]
        case _:
            return []


def seen(message: types.Message) -> Seen:
    """A Telethon message in the common vocabulary."""
    media, size, latitude, phone = media_of(message)
    forward = message.fwd_from
    origin = getattr(forward, "from_id", None)
    return Seen(
        chat=utils.get_peer_id(message.peer_id),
        id=message.id,
        sender=utils.get_peer_id(message.from_id or message.peer_id),
        out=bool(message.out),
        text=message.message or "",
        media=media,
        size=size,
        styles=tuple(
            Style(STYLES[type(entity)], entity.offset, entity.length)
            for entity in message.entities or ()
            if type(entity) in STYLES
        ),
        reply_to=getattr(message.reply_to, "reply_to_msg_id", 0) or 0,
        forwarded_from=utils.get_peer_id(origin) if origin else 0,
        album=str(message.grouped_id or ""),
        edited=message.edit_date is not None,
        reactions=emojis(message.reactions),
        latitude=latitude,
        phone=phone,
    )


def media_of(message: types.Message) -> tuple[Media | None, int, float, str]:
    """Kind, size in bytes, latitude and phone of what a message carries."""
    media = message.media
    if isinstance(media, types.MessageMediaPhoto):
        return Media.PHOTO, message.file.size or 0, 0.0, ""
    if isinstance(media, types.MessageMediaGeo):
        return Media.LOCATION, 0, media.geo.lat, ""
    if isinstance(media, types.MessageMediaContact):
        return Media.CONTACT, 0, 0.0, media.phone_number
    if isinstance(media, types.MessageMediaDocument):
        kind = Media.DOCUMENT
        if message.sticker:
            kind = Media.STICKER
        elif message.voice:
            kind = Media.VOICE
        elif message.video:
            kind = Media.VIDEO
        return kind, media.document.size, 0.0, ""
    return None, 0, 0.0, ""


def emojis(reactions: types.MessageReactions | None) -> tuple[str, ...]:
    if reactions is None:
        return ()
    return tuple(
        result.reaction.emoticon
        for result in reactions.results
        if isinstance(result.reaction, types.ReactionEmoji)
    )


def channel(number: int) -> int:
    """How a supergroup or channel is named."""
    return CHANNELS_FROM - number


def report_of(update: TLObject, me: int) -> Report | None:
    """What an update says, in the common vocabulary."""
    if isinstance(update, types.UpdateShortMessage):
        return Report(Kind.MESSAGE, message=seen(_lengthened(update, me)))
    teller = TELLERS.get(type(update))
    return teller(update) if teller else None


def _lengthened(short: types.UpdateShortMessage, me: int) -> types.Message:
    """The message of a short update, as Telethon's own events make it."""
    return types.Message(
        out=short.out,
        id=short.id,
        peer_id=types.PeerUser(short.user_id),
        from_id=types.PeerUser(me if short.out else short.user_id),
        message=short.message,
        date=short.date,
        reply_to=short.reply_to,
        entities=short.entities,
    )


def _message(update: TLObject) -> Report | None:
    if not isinstance(update.message, types.Message):
        return None
    return Report(Kind.MESSAGE, message=seen(update.message))


def _edit(update: TLObject) -> Report | None:
    if not isinstance(update.message, types.Message):
        return None
    message = seen(update.message)
    return Report(Kind.EDIT, message=message, reactions=message.reactions)


def _short(update: TLObject) -> Report:
    out = bool(update.out)
    short = Seen(-update.chat_id, update.id, update.from_id, out, update.message)
    return Report(Kind.MESSAGE, message=short)


def _reactions(update: TLObject) -> Report:
    chat = utils.get_peer_id(update.peer)
    return Report(Kind.REACTION, chat, (update.msg_id,), reactions=emojis(update.reactions))


def _pins(update: TLObject) -> Report | None:
    if not update.pinned:
        return None
    in_channel = isinstance(update, types.UpdatePinnedChannelMessages)
    chat = channel(update.channel_id) if in_channel else utils.get_peer_id(update.peer)
    return Report(Kind.PIN, chat, tuple(update.messages))


TELLERS: dict[type, Callable[[TLObject], Report | None]] = {
    types.UpdateNewMessage: _message,
    types.UpdateNewChannelMessage: _message,
    types.UpdateShortChatMessage: _short,
    types.UpdateEditMessage: _edit,
    types.UpdateEditChannelMessage: _edit,
    types.UpdateDeleteMessages: lambda u: Report(Kind.DELETE, ids=tuple(u.messages)),
    types.UpdateDeleteChannelMessages: lambda u: Report(
        Kind.DELETE, channel(u.channel_id), tuple(u.messages)
    ),
    types.UpdateReadHistoryOutbox: lambda u: Report(
        Kind.READ, utils.get_peer_id(u.peer), (u.max_id,)
    ),
    types.UpdateReadChannelOutbox: lambda u: Report(Kind.READ, channel(u.channel_id), (u.max_id,)),
    types.UpdateUserTyping: lambda u: Report(Kind.TYPING, u.user_id),
    types.UpdateChatUserTyping: lambda u: Report(Kind.TYPING, -u.chat_id),
    types.UpdateChannelUserTyping: lambda u: Report(Kind.TYPING, channel(u.channel_id)),
    types.UpdatePinnedMessages: _pins,
    types.UpdatePinnedChannelMessages: _pins,
    types.UpdateMessageReactions: _reactions,
}
"""How each update is told."""
