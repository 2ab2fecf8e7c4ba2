"""Results: from what a bot offers to what people are shown.

Source: https://core.telegram.org/type/InputBotInlineResult
"""

from __future__ import annotations

from typing import Final

from hodhod.actions.app import App
from hodhod.actions.media.files import access_document, access_photo, document_of, photo_of
from hodhod.actions.media.resolve import checked_live, geo_of, media_of
from hodhod.actions.media.web_files import url_hash
from hodhod.actions.messages.compose import caption_of, keyboard_of, text_of
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.link import MAX_URL, checked_url
from hodhod.domain.text import line
from hodhod.tl import types

ID_BYTES: Final = 64

TITLE_UNITS, DESCRIPTION_UNITS = 256, 512

TYPES: Final = frozenset(
    (
        *("photo", "gif", "mpeg4_gif", "video", "audio", "voice", "file", "sticker", "document"),
        *("article", "geo", "location", "venue", "contact"),
    )
)

Result = types.BotInlineResult | types.BotInlineMediaResult


async def offered(app: App, bot: Caller, one: types.TypeInputBotInlineResult) -> Result:
    """Return a result as people are shown it.

    Raises:
        RpcError: 400 RESULT_ID_EMPTY, RESULT_ID_INVALID, RESULT_TYPE_INVALID,
            SEND_MESSAGE_TYPE_INVALID, WEBDOCUMENT_URL_INVALID, PHOTO_INVALID, MEDIA_EMPTY, and
            what is wrong with the message.
    """
    if not one.id:
        raise bad_request("RESULT_ID_EMPTY")
    if len(one.id.encode()) > ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    match one:
        case types.InputBotInlineResult():
            _require_type(one.type)
            message = await _message(app, bot, one.send_message)
            if isinstance(message, types.BotInlineMessageMediaAuto) and one.content is None:
                raise bad_request("SEND_MESSAGE_TYPE_INVALID")
            return types.BotInlineResult(
                id=one.id,
                type=one.type,
                title=_line(one.title, TITLE_UNITS),
                description=_line(one.description, DESCRIPTION_UNITS),
                url=None if one.url is None else checked_url(one.url),
                thumb=None if one.thumb is None else web_document(app, one.thumb),
                content=None if one.content is None else web_document(app, one.content),
                send_message=message,
            )
        case types.InputBotInlineResultPhoto():
            _require_type(one.type)
            return types.BotInlineMediaResult(
                id=one.id,
                type=one.type,
                photo=photo_of(app, await access_photo(app, one.photo)),
                send_message=await _message(app, bot, one.send_message),
            )
        case types.InputBotInlineResultDocument():
            _require_type(one.type)
            return types.BotInlineMediaResult(
                id=one.id,
                type=one.type,
                title=_line(one.title, TITLE_UNITS),
                description=_line(one.description, DESCRIPTION_UNITS),
                document=document_of(app, await access_document(app, one.document)),
                send_message=await _message(app, bot, one.send_message),
            )
        case _:
            # Games are nothing that there is here.
            raise bad_request("RESULT_TYPE_INVALID")


def web_document(app: App, one: types.TypeInputWebDocument) -> types.WebDocument:
    """Return a file elsewhere, to be read through this server.

    Raises:
        RpcError: 400 WEBDOCUMENT_URL_INVALID.
    """
    url = one.url.strip()
    if len(url) > MAX_URL or not url.lower().startswith(("http://", "https://")):
        raise bad_request("WEBDOCUMENT_URL_INVALID")
    return types.WebDocument(
        url=url,
        access_hash=url_hash(app, url),
        size=max(0, one.size),
        mime_type=one.mime_type,
        attributes=list(one.attributes),
    )


def _require_type(kind: str) -> None:
    if kind not in TYPES:
        raise bad_request("RESULT_TYPE_INVALID")


def _line(text: str | None, limit: int) -> str | None:
    return None if text is None else line(text, limit) or None


async def _message(
    app: App, bot: Caller, said: types.TypeInputBotInlineMessage
) -> types.TypeBotInlineMessage:
    """Return what will be sent."""
    markup = keyboard_of(app, bot, getattr(said, "reply_markup", None))
    if markup is not None and not isinstance(markup, types.ReplyInlineMarkup):
        raise bad_request("REPLY_MARKUP_INVALID")
    match said:
        case types.InputBotInlineMessageText():
            text, entities = text_of(app, bot, said.message, said.entities)
            return types.BotInlineMessageText(
                no_webpage=said.no_webpage,
                invert_media=said.invert_media,
                message=text,
                entities=list(entities) or None,
                reply_markup=markup,
            )
        case types.InputBotInlineMessageMediaAuto():
            text, entities = caption_of(app, bot, said.message, said.entities)
            return types.BotInlineMessageMediaAuto(
                invert_media=said.invert_media,
                message=text,
                entities=list(entities) or None,
                reply_markup=markup,
            )
        case types.InputBotInlineMessageMediaWebPage():
            text, entities = text_of(app, bot, said.message, said.entities)
            return types.BotInlineMessageMediaWebPage(
                invert_media=said.invert_media,
                force_large_media=said.force_large_media,
                force_small_media=said.force_small_media,
                manual=True,
                message=text,
                entities=list(entities) or None,
                url=said.url,
                reply_markup=markup,
            )
        case types.InputBotInlineMessageMediaGeo():
            return _place(app, said, markup)
        case types.InputBotInlineMessageMediaVenue():
            return types.BotInlineMessageMediaVenue(
                geo=geo_of(app, said.geo_point),
                title=line(said.title, TITLE_UNITS),
                address=line(said.address, TITLE_UNITS),
                provider=line(said.provider, TITLE_UNITS),
                venue_id=line(said.venue_id, TITLE_UNITS),
                venue_type=line(said.venue_type, TITLE_UNITS),
                reply_markup=markup,
            )
        case types.InputBotInlineMessageMediaContact():
            contact = types.InputMediaContact(
                phone_number=said.phone_number,
                first_name=said.first_name,
                last_name=said.last_name,
                vcard=said.vcard,
            )
            clean = await media_of(app, bot, contact)
            assert isinstance(clean, types.MessageMediaContact)
            return types.BotInlineMessageMediaContact(
                phone_number=clean.phone_number,
                first_name=clean.first_name,
                last_name=clean.last_name,
                vcard=clean.vcard,
                reply_markup=markup,
            )
        case _:
            raise bad_request("SEND_MESSAGE_TYPE_INVALID")


def _place(
    app: App, said: types.InputBotInlineMessageMediaGeo, markup: types.TypeReplyMarkup | None
) -> types.BotInlineMessageMediaGeo:
    geo = geo_of(app, said.geo_point)
    if said.period:
        checked_live(
            types.MessageMediaGeoLive(
                geo=geo,
                heading=said.heading,
                period=said.period,
                proximity_notification_radius=said.proximity_notification_radius,
            )
        )
    return types.BotInlineMessageMediaGeo(
        geo=geo,
        heading=said.heading,
        period=said.period,
        proximity_notification_radius=said.proximity_notification_radius,
        reply_markup=markup,
    )
