"""From a result that somebody has chosen to the message that they send.

Source: https://core.telegram.org/type/BotInlineMessage
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.bots.inline.results import Result
from hodhod.actions.media.from_web import document_at, photo_at
from hodhod.actions.media.resolve import media_of
from hodhod.actions.messages.compose import Formatted
from hodhod.actions.previews.attach import named_preview, preview_of
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import types


async def sendable(
    app: App, caller: Caller, result: Result, *, random_id: int, bot_id: int
) -> Outgoing:
    """Return the message that somebody sends who chooses a result.

    Raises:
        RpcError: 400 WEBPAGE_CURL_FAILED and what is wrong with a file that is elsewhere.
    """
    said = result.send_message
    text, entities = _words(said)
    return Outgoing(
        random_id=random_id,
        text=text,
        entities=entities,
        media=await _media(app, caller, result, (text, entities)),
        reply_markup=said.reply_markup,
        invert_media=bool(getattr(said, "invert_media", False)),
        via_bot_id=bot_id,
    )


def _words(said: types.TypeBotInlineMessage) -> Formatted:
    match said:
        case (
            types.BotInlineMessageText()
            | types.BotInlineMessageMediaAuto()
            | types.BotInlineMessageMediaWebPage()
        ):
            return said.message, tuple(said.entities or ())
        case _:
            return "", ()


async def _media(
    app: App, caller: Caller, result: Result, words: Formatted
) -> types.TypeMessageMedia | None:
    said = result.send_message
    match said:
        case types.BotInlineMessageText():
            return None if said.no_webpage else await preview_of(app, *words)
        case types.BotInlineMessageMediaWebPage():
            page = types.InputMediaWebPage(
                url=said.url,
                force_large_media=said.force_large_media,
                force_small_media=said.force_small_media,
                optional=True,
            )
            return await named_preview(app, page, *words)
        case types.BotInlineMessageMediaAuto():
            return await _file(app, caller, result)
        case types.BotInlineMessageMediaGeo() if said.period:
            return types.MessageMediaGeoLive(
                geo=said.geo,
                heading=said.heading,
                period=said.period,
                proximity_notification_radius=said.proximity_notification_radius,
            )
        case types.BotInlineMessageMediaGeo():
            return types.MessageMediaGeo(geo=said.geo)
        case types.BotInlineMessageMediaVenue():
            return types.MessageMediaVenue(
                geo=said.geo,
                title=said.title,
                address=said.address,
                provider=said.provider,
                venue_id=said.venue_id,
                venue_type=said.venue_type,
            )
        case types.BotInlineMessageMediaContact():
            return types.MessageMediaContact(
                phone_number=said.phone_number,
                first_name=said.first_name,
                last_name=said.last_name,
                vcard=said.vcard,
                user_id=0,
            )
        case _:
            raise bad_request("RESULT_TYPE_INVALID")


async def _file(app: App, caller: Caller, result: Result) -> types.TypeMessageMedia | None:
    """Return the file of a result: one that is here, or that is brought now."""
    if isinstance(result, types.BotInlineMediaResult):
        named: types.TypeInputMedia
        if isinstance(result.photo, types.Photo):
            photo = result.photo
            named = types.InputMediaPhoto(
                id=types.InputPhoto(
                    id=photo.id,
                    access_hash=photo.access_hash,
                    file_reference=photo.file_reference,
                )
            )
        elif isinstance(result.document, types.Document):
            document = result.document
            named = types.InputMediaDocument(
                id=types.InputDocument(
                    id=document.id,
                    access_hash=document.access_hash,
                    file_reference=document.file_reference,
                )
            )
        else:
            raise bad_request("RESULT_TYPE_INVALID")
        return await media_of(app, caller, named)
    content = result.content
    if not isinstance(content, types.WebDocument):
        raise bad_request("RESULT_TYPE_INVALID")
    if result.type == "photo":
        return await media_of(app, caller, await photo_at(app, caller, content.url))
    attributes = _attributes(result, content.attributes)
    found = await document_at(app, caller, content.url, content.mime_type, attributes)
    return await media_of(app, caller, found)


def _attributes(
    result: types.BotInlineResult, given: Sequence[types.TypeDocumentAttribute]
) -> list[types.TypeDocumentAttribute]:
    """Return what says that a file is what its result is."""
    attributes = list(given)
    kinds = {type(one) for one in attributes}
    if result.type in {"gif", "mpeg4_gif"} and types.DocumentAttributeAnimated not in kinds:
        attributes.append(types.DocumentAttributeAnimated())
    if result.type in {"audio", "voice"} and types.DocumentAttributeAudio not in kinds:
        voice = result.type == "voice"
        attributes.append(types.DocumentAttributeAudio(voice=voice, duration=0, title=result.title))
    return attributes
