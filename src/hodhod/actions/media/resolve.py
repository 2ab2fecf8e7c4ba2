"""From the media a client wants to send to the media a message carries."""

from __future__ import annotations

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.media.documents import new_document
from hodhod.actions.media.files import access_document, access_photo, document_of, photo_of
from hodhod.actions.media.from_web import document_at, photo_at
from hodhod.actions.media.photos import new_photo
from hodhod.actions.people.contacts import findable
from hodhod.actions.polls.create import poll_media
from hodhod.actions.stories.shared import shared_story
from hodhod.domain import phone
from hodhod.domain.access_hash import Kind, access_hash
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.text import line
from hodhod.tl import types

TTL_LIMIT_S = 60
ONCE_TTL_S = 0x7FFFFFFF
"""What clients send for media that is shown once."""

LIVE_SHORTEST_S, LIVE_LONGEST_S = 60, 86_400
FOR_EVER_S = 0x7FFFFFFF
"""What clients send for a location that lives until it is stopped."""

FULL_CIRCLE, RADIUS_LIMIT_M = 360, 100_000

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
"""Emoji that roll, and how many sides they have."""

NAME_UNITS, VCARD_UNITS, PLACE_UNITS = 64, 2048, 256


async def media_of(
    app: App, caller: Caller, media: types.TypeInputMedia
) -> types.TypeMessageMedia | None:
    """Return what a message carries for what a client sends; None for a link without a preview.

    Raises:
        RpcError: 400 MEDIA_EMPTY, MEDIA_INVALID, TTL_MEDIA_INVALID, PHOTO_INVALID and what uploads,
            addresses and poll_media raise.
    """
    match media:
        case types.InputMediaUploadedPhoto():
            photo = photo_of(app, await new_photo(app, caller, media.file, media.stickers))
            return types.MessageMediaPhoto(
                spoiler=media.spoiler, photo=photo, ttl_seconds=_ttl(media.ttl_seconds)
            )
        case types.InputMediaPhoto():
            photo = photo_of(app, await access_photo(app, media.id))
            return types.MessageMediaPhoto(
                spoiler=media.spoiler, photo=photo, ttl_seconds=_ttl(media.ttl_seconds)
            )
        case types.InputMediaUploadedDocument():
            document = document_of(app, await new_document(app, caller, media))
            return _document(document, media.ttl_seconds, spoiler=media.spoiler)
        case types.InputMediaDocument():
            document = document_of(app, await access_document(app, media.id))
            return _document(document, media.ttl_seconds, spoiler=media.spoiler)
        case types.InputMediaPhotoExternal():
            kept = replace(
                await photo_at(app, caller, media.url),
                spoiler=media.spoiler,
                ttl_seconds=media.ttl_seconds,
            )
            return await media_of(app, caller, kept)
        case types.InputMediaDocumentExternal():
            found = replace(
                await document_at(app, caller, media.url),
                spoiler=media.spoiler,
                ttl_seconds=media.ttl_seconds,
            )
            return await media_of(app, caller, found)
        case types.InputMediaWebPage():
            return None
        case types.InputMediaPoll():
            return await poll_media(app, caller, media, media_of)
        case _:
            return await _without_file(app, caller, media)


async def _without_file(
    app: App, caller: Caller, media: types.TypeInputMedia
) -> types.TypeMessageMedia:
    match media:
        case types.InputMediaGeoPoint():
            return types.MessageMediaGeo(geo=geo_of(app, media.geo_point))
        case types.InputMediaGeoLive():
            if media.stopped:
                raise bad_request("MEDIA_INVALID")
            live = types.MessageMediaGeoLive(
                geo=geo_of(app, media.geo_point),
                heading=media.heading,
                period=media.period or 0,
                proximity_notification_radius=media.proximity_notification_radius,
            )
            return checked_live(live)
        case types.InputMediaVenue():
            return types.MessageMediaVenue(
                geo=geo_of(app, media.geo_point),
                title=line(media.title, PLACE_UNITS),
                address=line(media.address, PLACE_UNITS),
                provider=line(media.provider, PLACE_UNITS),
                venue_id=line(media.venue_id, PLACE_UNITS),
                venue_type=line(media.venue_type, PLACE_UNITS),
            )
        case types.InputMediaContact():
            return await _contact(app, caller, media)
        case types.InputMediaStory():
            return await shared_story(app, caller, media)
        case types.InputMediaDice():
            return _dice(app, media.emoticon)
        case types.InputMediaEmpty():
            raise bad_request("MEDIA_EMPTY")
        case _:
            raise bad_request("MEDIA_INVALID")


def checked_live(
    media: types.MessageMediaGeoLive, *, longest_s: int = LIVE_LONGEST_S
) -> types.MessageMediaGeoLive:
    """Return a live location if it makes sense.

    Raises:
        RpcError: 400 MEDIA_INVALID: how long it lives, where it heads, or how near it tells.
    """
    good = (
        (media.period == FOR_EVER_S or LIVE_SHORTEST_S <= media.period <= longest_s)
        and 1 <= (media.heading or 1) <= FULL_CIRCLE
        and 0 <= (media.proximity_notification_radius or 0) <= RADIUS_LIMIT_M
    )
    if not good:
        raise bad_request("MEDIA_INVALID")
    return media


def geo_of(app: App, point: types.TypeInputGeoPoint) -> types.GeoPoint:
    """Return a place on Earth.

    Raises:
        RpcError: 400 GEO_POINT_INVALID.
    """
    good = (
        isinstance(point, types.InputGeoPoint)
        and -90 <= point.lat <= 90
        and -180 <= point.long <= 180
    )
    if not good or not isinstance(point, types.InputGeoPoint):
        raise bad_request("GEO_POINT_INVALID")
    return types.GeoPoint(
        long=point.long,
        lat=point.lat,
        # No map tile is fetched with it; clients want a number.
        access_hash=access_hash(app.secret, Kind.DOCUMENT, int(point.lat * 1e6)),
        accuracy_radius=point.accuracy_radius,
    )


async def _contact(
    app: App, caller: Caller, media: types.InputMediaContact
) -> types.MessageMediaContact:
    number = phone.parse(media.phone_number, app.policy.default_region, test_numbers=True)
    found = {} if number is None else await findable(app, caller, [number])
    first_name = line(media.first_name, NAME_UNITS)
    if not first_name and not media.last_name.strip():
        raise bad_request("CONTACT_NAME_EMPTY")
    return types.MessageMediaContact(
        phone_number=number or line(media.phone_number, NAME_UNITS),
        first_name=first_name,
        last_name=line(media.last_name, NAME_UNITS),
        vcard=media.vcard[:VCARD_UNITS],
        user_id=found.get(number or "", 0),
    )


def _dice(app: App, emoticon: str) -> types.MessageMediaDice:
    sides = DICE.get(emoticon.replace("\ufe0f", ""))
    if sides is None:
        raise bad_request("EMOTICON_INVALID")
    fair = 256 - 256 % sides
    while (roll := app.entropy(1)[0]) >= fair:
        pass
    return types.MessageMediaDice(value=roll % sides + 1, emoticon=emoticon)


def _document(
    document: types.Document, ttl_seconds: int | None, *, spoiler: bool
) -> types.MessageMediaDocument:
    media = types.MessageMediaDocument(
        spoiler=spoiler, document=document, ttl_seconds=_ttl(ttl_seconds)
    )
    for one in document.attributes:
        match one:
            case types.DocumentAttributeVideo():
                media = replace(media, video=True, round=one.round_message)
            case types.DocumentAttributeAudio(voice=True):
                media = replace(media, voice=True)
            case _:
                pass
    return media


def _ttl(seconds: int | None) -> int | None:
    if seconds is None or seconds == ONCE_TTL_S:
        return seconds
    if not 1 <= seconds <= TTL_LIMIT_S:
        raise bad_request("TTL_MEDIA_INVALID")
    return seconds
