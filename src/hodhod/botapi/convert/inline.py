"""Results that a bot offers, for the use-cases.

Source: https://core.telegram.org/bots/api#inlinequeryresult
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hodhod.botapi.convert.entities import from_entities
from hodhod.botapi.convert.keyboard import from_markup
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.file_id import FileKind
from hodhod.botapi.files import input_document, input_photo, known_file
from hodhod.botapi.markup import parse
from hodhod.botapi.registry import Bot
from hodhod.botapi.types.inline_result import (
    InlineQueryResult,
    InputMessageContent,
    LinkPreviewOptions,
    PlaceOrPerson,
)
from hodhod.botapi.types.message import MessageEntity
from hodhod.tl import types

Words = tuple[str, list[types.TypeMessageEntity] | None]

FILES: Final = {
    "photo": ("photo", "image/jpeg"),
    "gif": ("gif", "image/gif"),
    "mpeg4_gif": ("mpeg4", "video/mp4"),
    "video": ("video", "video/mp4"),
    "audio": ("audio", "audio/mpeg"),
    "voice": ("voice", "audio/ogg"),
    "document": ("document", ""),
    "sticker": ("sticker", "image/webp"),
}
"""Types of results that are a file: how its fields begin, and what kind of file it is."""

WIRE_TYPES: Final = {"mpeg4_gif": "gif", "document": "file", "location": "geo"}
"""Types that are called otherwise on the wire."""


def from_result(bot: Bot, one: InlineQueryResult) -> types.TypeInputBotInlineResult:
    """Return a result that a bot offers.

    Raises:
        BotError: 400: it is of no type, lacks something, or names no file.
    """
    if one.type not in FILES:
        return _other(one)
    prefix, mime_type = FILES[one.type]
    known = getattr(one, f"{prefix}_file_id")
    if known is not None:
        return _of_file(bot, one, known)
    url = getattr(one, f"{prefix}_url", None)
    if not url:
        raise BadRequest(f"{prefix}_url is empty")
    mime = one.mime_type or mime_type
    if mime in {"text/html", "application/xhtml+xml"} and one.input_message_content is None:
        raise BadRequest("SEND_MESSAGE_TYPE_INVALID")
    return types.InputBotInlineResult(
        id=one.id,
        type=WIRE_TYPES.get(one.type, one.type),
        title=one.title,
        description=one.description,
        thumb=_thumb(one),
        content=types.InputWebDocument(
            url=url, size=0, mime_type=mime, attributes=_attributes(one, prefix)
        ),
        send_message=_message(one),
    )


def _of_file(bot: Bot, one: InlineQueryResult, name: str) -> types.TypeInputBotInlineResult:
    found = known_file(bot, name)
    if (found.kind is FileKind.PHOTO) != (one.type == "photo"):
        raise BadRequest("wrong file identifier specified")
    if found.kind is FileKind.PHOTO:
        return types.InputBotInlineResultPhoto(
            id=one.id,
            type="photo",
            photo=input_photo(bot.app, found.id),
            send_message=_message(one),
        )
    return types.InputBotInlineResultDocument(
        id=one.id,
        type=WIRE_TYPES.get(one.type, one.type),
        title=one.title,
        description=one.description,
        document=input_document(bot.app, found.id),
        send_message=_message(one),
    )


def _other(one: InlineQueryResult) -> types.InputBotInlineResult:
    """Return a result without a file."""
    match one.type:
        case "article":
            if not one.title:
                raise BadRequest("title is empty")
            if one.input_message_content is None:
                raise BadRequest("input_message_content is empty")
            message = _content(one.input_message_content, one)
        case "location" | "venue" | "contact":
            shared = PlaceOrPerson.__struct_fields__
            own = InputMessageContent(**{name: getattr(one, name) for name in shared})
            message = _content(one.input_message_content or own, one)
        case "game":
            raise BadRequest("GAME_BOT_INVALID")
        case _:
            raise BadRequest(f'unsupported inline query result type "{one.type}"')
    return types.InputBotInlineResult(
        id=one.id,
        type=WIRE_TYPES.get(one.type, one.type),
        title=one.title or one.first_name,
        description=one.description or one.phone_number or one.address,
        url=one.url,
        thumb=_thumb(one),
        send_message=message,
    )


def _thumb(one: InlineQueryResult) -> types.InputWebDocument | None:
    if not one.thumbnail_url:
        return None
    size = types.DocumentAttributeImageSize(w=one.thumbnail_width or 0, h=one.thumbnail_height or 0)
    return types.InputWebDocument(
        url=one.thumbnail_url,
        size=0,
        mime_type=one.thumbnail_mime_type or "image/jpeg",
        attributes=[size] if size.w and size.h else [],
    )


def _attributes(one: InlineQueryResult, prefix: str) -> list[types.TypeDocumentAttribute]:
    width = getattr(one, f"{prefix}_width", None) or 0
    height = getattr(one, f"{prefix}_height", None) or 0
    duration = getattr(one, f"{prefix}_duration", None) or 0
    match one.type:
        case "photo":
            return [types.DocumentAttributeImageSize(w=width, h=height)]
        case "gif" | "mpeg4_gif":
            film = types.DocumentAttributeVideo(
                duration=float(duration), w=width, h=height, nosound=True
            )
            return [film, types.DocumentAttributeAnimated()]
        case "video":
            return [types.DocumentAttributeVideo(duration=float(duration), w=width, h=height)]
        case "audio":
            return [
                types.DocumentAttributeAudio(
                    duration=duration, title=one.title, performer=one.performer
                )
            ]
        case "voice":
            return [types.DocumentAttributeAudio(voice=True, duration=duration)]
        case _:
            return []


def _message(one: InlineQueryResult) -> types.TypeInputBotInlineMessage:
    """Return what is sent of a file: itself with its caption, or something else in its place."""
    if one.input_message_content is not None:
        return _content(one.input_message_content, one)
    text, entities = _words(one.caption or "", one.parse_mode, one.caption_entities)
    return types.InputBotInlineMessageMediaAuto(
        invert_media=one.show_caption_above_media,
        message=text,
        entities=entities,
        reply_markup=from_markup(one.reply_markup),
    )


def _content(said: InputMessageContent, one: InlineQueryResult) -> types.TypeInputBotInlineMessage:
    markup = from_markup(one.reply_markup)
    if said.message_text is not None:
        return _text(said, markup)
    if said.phone_number is not None:
        return types.InputBotInlineMessageMediaContact(
            phone_number=said.phone_number,
            first_name=said.first_name or "",
            last_name=said.last_name or "",
            vcard=said.vcard or "",
            reply_markup=markup,
        )
    if said.latitude is None or said.longitude is None:
        raise BadRequest("input_message_content is of no known kind")
    accuracy = said.horizontal_accuracy
    point = types.InputGeoPoint(
        lat=said.latitude,
        long=said.longitude,
        accuracy_radius=int(accuracy) if accuracy else None,
    )
    if said.title is not None and said.address is not None:
        return types.InputBotInlineMessageMediaVenue(
            geo_point=point,
            title=said.title,
            address=said.address,
            provider="foursquare" if said.foursquare_id else "",
            venue_id=said.foursquare_id or "",
            venue_type=said.foursquare_type or "",
            reply_markup=markup,
        )
    return types.InputBotInlineMessageMediaGeo(
        geo_point=point,
        heading=said.heading,
        period=said.live_period,
        proximity_notification_radius=said.proximity_alert_radius,
        reply_markup=markup,
    )


def _text(
    said: InputMessageContent, markup: types.TypeReplyMarkup | None
) -> types.TypeInputBotInlineMessage:
    text, entities = _words(said.message_text or "", said.parse_mode, said.entities)
    options = said.link_preview_options or LinkPreviewOptions()
    if options.url:
        return types.InputBotInlineMessageMediaWebPage(
            invert_media=options.show_above_text,
            force_large_media=options.prefer_large_media,
            force_small_media=options.prefer_small_media,
            optional=True,
            message=text,
            entities=entities,
            url=options.url,
            reply_markup=markup,
        )
    return types.InputBotInlineMessageText(
        no_webpage=options.is_disabled or said.disable_web_page_preview,
        invert_media=options.show_above_text,
        message=text,
        entities=entities,
        reply_markup=markup,
    )


def _words(text: str, mode: str | None, entities: Sequence[MessageEntity] | None) -> Words:
    if entities:
        return text, list(from_entities(entities))
    parsed = parse(text, mode)
    return parsed.text, list(parsed.entities) or None
