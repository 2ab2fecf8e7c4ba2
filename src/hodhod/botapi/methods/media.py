"""sendPhoto, sendDocument, sendVideo and their kin, sendMediaGroup.

Source: https://core.telegram.org/bots/api#sendphoto
"""

from __future__ import annotations

from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.forward import new_album
from hodhod.botapi.chats import access_named
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.files import document_media, photo_media
from hodhod.botapi.registry import Bot, method
from hodhod.botapi.sending import SendParams, caption_with, carry, deliver, new_number
from hodhod.botapi.types.base import Object
from hodhod.botapi.types.message import Message, MessageEntity
from hodhod.domain.album import require_album
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types

ALBUM = range(2, 11)
"""Messages of an album."""


class WithCaption(SendParams):
    """A file with words below it."""

    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool = False


class SendPhoto(WithCaption, kw_only=True):
    """A photo."""

    photo: str
    has_spoiler: bool = False


@method
async def send_photo(bot: Bot, asked: SendPhoto) -> Message:
    """Send a photo."""
    return await _send(bot, asked, await photo_media(bot, asked.photo, spoiler=asked.has_spoiler))


class SendDocument(WithCaption, kw_only=True):
    """Any file."""

    document: str
    thumbnail: str | None = None
    disable_content_type_detection: bool = False


@method
async def send_document(bot: Bot, asked: SendDocument) -> Message:
    """Send a file as a file."""
    media = await document_media(bot, asked.document, [], thumbnail=asked.thumbnail, as_file=True)
    return await _send(bot, asked, media)


class SendVideo(WithCaption, kw_only=True):
    """A film."""

    video: str
    duration: int = 0
    width: int = 0
    height: int = 0
    thumbnail: str | None = None
    has_spoiler: bool = False
    supports_streaming: bool = False


@method
async def send_video(bot: Bot, asked: SendVideo) -> Message:
    """Send a film."""
    film = types.DocumentAttributeVideo(
        duration=float(asked.duration),
        w=asked.width,
        h=asked.height,
        supports_streaming=asked.supports_streaming,
    )
    media = await document_media(
        bot,
        asked.video,
        [film],
        mime_type="video/mp4",
        thumbnail=asked.thumbnail,
        spoiler=asked.has_spoiler,
    )
    return await _send(bot, asked, media)


class SendAnimation(WithCaption, kw_only=True):
    """A silent film that plays in its place."""

    animation: str
    duration: int = 0
    width: int = 0
    height: int = 0
    thumbnail: str | None = None
    has_spoiler: bool = False


@method
async def send_animation(bot: Bot, asked: SendAnimation) -> Message:
    """Send a silent film."""
    film = types.DocumentAttributeVideo(
        duration=float(asked.duration), w=asked.width, h=asked.height, nosound=True
    )
    media = await document_media(
        bot,
        asked.animation,
        [film, types.DocumentAttributeAnimated()],
        thumbnail=asked.thumbnail,
        spoiler=asked.has_spoiler,
    )
    return await _send(bot, asked, media)


class SendAudio(WithCaption, kw_only=True):
    """Music."""

    audio: str
    duration: int = 0
    performer: str | None = None
    title: str | None = None
    thumbnail: str | None = None


@method
async def send_audio(bot: Bot, asked: SendAudio) -> Message:
    """Send music."""
    sound = types.DocumentAttributeAudio(
        duration=asked.duration, performer=asked.performer, title=asked.title
    )
    media = await document_media(bot, asked.audio, [sound], thumbnail=asked.thumbnail)
    return await _send(bot, asked, media)


class SendVoice(WithCaption, kw_only=True):
    """Something said."""

    voice: str
    duration: int = 0


@method
async def send_voice(bot: Bot, asked: SendVoice) -> Message:
    """Send a voice message."""
    sound = types.DocumentAttributeAudio(voice=True, duration=asked.duration)
    media = await document_media(bot, asked.voice, [sound], mime_type="audio/ogg")
    return await _send(bot, asked, media)


class SendVideoNote(SendParams, kw_only=True):
    """A round film."""

    video_note: str
    duration: int = 0
    length: int = 0
    thumbnail: str | None = None


@method
async def send_video_note(bot: Bot, asked: SendVideoNote) -> Message:
    """Send a round film."""
    side = asked.length or 240
    film = types.DocumentAttributeVideo(
        round_message=True, duration=float(asked.duration), w=side, h=side
    )
    media = await document_media(
        bot, asked.video_note, [film], mime_type="video/mp4", thumbnail=asked.thumbnail
    )
    return await carry(bot, asked, media)


class SendSticker(SendParams, kw_only=True):
    """A sticker."""

    sticker: str
    emoji: str | None = None


@method
async def send_sticker(bot: Bot, asked: SendSticker) -> Message:
    """Send a sticker."""
    one = types.DocumentAttributeSticker(
        alt=asked.emoji or "", stickerset=types.InputStickerSetEmpty()
    )
    return await carry(bot, asked, await document_media(bot, asked.sticker, [one]))


class InputMedia(Object):
    """A part of an album; the type says which of the fields count."""

    type: str
    media: str
    caption: str | None = None
    parse_mode: str | None = None
    caption_entities: list[MessageEntity] | None = None
    show_caption_above_media: bool = False
    has_spoiler: bool = False
    thumbnail: str | None = None
    duration: int = 0
    width: int = 0
    height: int = 0
    supports_streaming: bool = False
    performer: str | None = None
    title: str | None = None
    disable_content_type_detection: bool = False


class SendMediaGroup(SendParams, kw_only=True):
    """An album."""

    media: list[InputMedia]


@method
async def send_media_group(bot: Bot, asked: SendMediaGroup) -> list[Message]:
    """Send an album."""
    if len(asked.media) not in ALBUM:
        raise BadRequest("there must be from 2 to 10 messages in an album")
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    album, messages = new_album(bot.app), []
    for one in asked.media:
        text, entities = caption_with(bot, one.caption, one.parse_mode, one.caption_entities)
        messages.append(
            Outgoing(
                random_id=new_number(bot),
                text=text,
                entities=entities,
                media=await media_of(bot.app, bot.caller, await input_media(bot, one)),
                grouped_id=album,
                invert_media=one.show_caption_above_media,
            )
        )
    require_album([one.media for one in messages])
    return await deliver(bot, peer, asked, messages)


async def input_media(bot: Bot, one: InputMedia) -> types.TypeInputMedia:
    """Return a part of an album, or what takes the place of another media, to be sent.

    Raises:
        BotError: 400: it is of no known type, or there is no such file.
    """
    attributes: list[types.TypeDocumentAttribute] = []
    match one.type:
        case "photo":
            return await photo_media(bot, one.media, spoiler=one.has_spoiler)
        case "video" | "animation":
            attributes.append(
                types.DocumentAttributeVideo(
                    duration=float(one.duration),
                    w=one.width,
                    h=one.height,
                    supports_streaming=one.supports_streaming,
                    nosound=one.type == "animation",
                )
            )
            if one.type == "animation":
                attributes.append(types.DocumentAttributeAnimated())
        case "audio":
            attributes.append(
                types.DocumentAttributeAudio(
                    duration=one.duration, performer=one.performer, title=one.title
                )
            )
        case "document":
            pass
        case _:
            raise BadRequest(f'type "{one.type}" of the media is unsupported')
    return await document_media(
        bot,
        one.media,
        attributes,
        thumbnail=one.thumbnail,
        spoiler=one.has_spoiler,
        as_file=one.type == "document",
    )


async def _send(bot: Bot, asked: WithCaption, media: types.TypeInputMedia) -> Message:
    text, entities = caption_with(bot, asked.caption, asked.parse_mode, asked.caption_entities)
    peer = await access_named(bot.app, bot.caller, asked.chat_id)
    outgoing = Outgoing(
        random_id=new_number(bot),
        text=text,
        entities=entities,
        media=await media_of(bot.app, bot.caller, media),
        invert_media=asked.show_caption_above_media,
    )
    return (await deliver(bot, peer, asked, [outgoing]))[0]
