"""Documents: any file, with what a client says of it checked and bounded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import keep_file
from hodhod.actions.media.uploads import assembled, uploaded_bytes
from hodhod.actions.stickers.attached import attached_ids
from hodhod.actions.stickers.loose import without_false_sticker
from hodhod.blobs import Blob
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.stored_file import WHOLE, StoredBlob, StoredFile
from hodhod.domain.text import line
from hodhod.tl import types

THUMB_BYTES = 1024 * 1024
"""The largest upload that becomes a thumbnail; clients send some kB."""

PICTURE_BYTES = 20 * 1024 * 1024
"""The largest picture among documents of which the server makes a thumbnail."""

NAME_UNITS = 255
TEXT_UNITS = 128
WAVEFORM_BYTES = 1024
ATTRIBUTES_LIMIT = 16
SIDE_LIMIT = 65_535
DURATION_LIMIT_S = 7 * 86_400

NOT_TO_GIVE = (types.DocumentAttributeCustomEmoji, types.DocumentAttributeHasStickers)
"""Attributes that clients may not give to what they upload."""

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_MIME = re.compile(r"[a-z0-9!#$&^_.+-]{1,63}/[a-z0-9!#$&^_.+-]{1,63}")
_PLAIN_MIME = "application/octet-stream"


async def new_document(
    app: App, caller: Caller, media: types.InputMediaUploadedDocument
) -> StoredFile:
    """Make a document of an upload.

    Raises:
        RpcError: 400 as uploads and `attached_ids` raise; DOCUMENT_INVALID for attributes that
            make no sense.
    """
    attributes = checked(media.attributes)
    stickers = await attached_ids(app, media.stickers)
    if stickers:
        attributes.append(types.DocumentAttributeHasStickers())
    blob = await assembled(app, caller, media.file, app.policy.upload_bytes)
    mime = mime_of(media.mime_type)
    attributes = await without_false_sticker(app, blob, mime, attributes)
    blobs = {WHOLE: StoredBlob(blob.key, blob.size)}
    thumbs = await _thumbs(app, caller, media, mime=mime, blob=blob, blobs=blobs)
    file_id = await app.store.files.next_id()
    value = types.Document(
        id=file_id,
        access_hash=0,
        file_reference=b"",
        date=app.now,
        mime_type=mime,
        size=blob.size,
        thumbs=thumbs or None,
        dc_id=0,
        attributes=attributes,
    )
    file = StoredFile(file_id, caller.me, app.now, tl.encode(value), blobs)
    await keep_file(app, file, blob.sha256)
    if stickers:
        await app.store.sticker_sets.attach(file_id, stickers)
    return file


def mime_of(given: str) -> str:
    """Return a media type that is one; anything else is just bytes."""
    mime = given.strip().lower()
    return mime if _MIME.fullmatch(mime) else _PLAIN_MIME


def checked(
    given: Sequence[types.TypeDocumentAttribute],
) -> list[types.TypeDocumentAttribute]:
    """Return the attributes of a document, cleaned and bounded, each kind once.

    Raises:
        RpcError: 400 DOCUMENT_INVALID.
    """
    if len(given) > ATTRIBUTES_LIMIT:
        raise bad_request("DOCUMENT_INVALID")
    # Who made a custom emoji, and what is on a picture, is for the server to say.
    own = [one for one in given if not isinstance(one, NOT_TO_GIVE)]
    return list({type(one): _checked(one) for one in own}.values())


def _checked(one: types.TypeDocumentAttribute) -> types.TypeDocumentAttribute:
    match one:
        case types.DocumentAttributeFilename():
            return replace(one, file_name=_file_name(one.file_name))
        case types.DocumentAttributeImageSize():
            _require(0 <= one.w <= SIDE_LIMIT and 0 <= one.h <= SIDE_LIMIT)
        case types.DocumentAttributeVideo():
            _require(0 <= one.w <= SIDE_LIMIT and 0 <= one.h <= SIDE_LIMIT)
            _require(0 <= one.duration <= DURATION_LIMIT_S)
        case types.DocumentAttributeAudio():
            _require(0 <= one.duration <= DURATION_LIMIT_S)
            _require(len(one.waveform or b"") <= WAVEFORM_BYTES)
            return replace(
                one,
                title=None if one.title is None else line(one.title, TEXT_UNITS),
                performer=None if one.performer is None else line(one.performer, TEXT_UNITS),
            )
        case types.DocumentAttributeSticker():
            # A sticker by itself: those of a set are made by stickers.addStickerToSet.
            return replace(
                one, alt=line(one.alt, TEXT_UNITS), stickerset=types.InputStickerSetEmpty()
            )
        case _:
            pass
    return one


def _file_name(given: str) -> str:
    """Return the last part of a name: no folder of the sender's is anybody's business."""
    return line(given.replace("\\", "/").rpartition("/")[2], NAME_UNITS)


def _require(condition: object) -> None:
    if not condition:
        raise bad_request("DOCUMENT_INVALID")


async def _thumbs(
    app: App,
    caller: Caller,
    media: types.InputMediaUploadedDocument,
    *,
    mime: str,
    blob: Blob,
    blobs: dict[str, StoredBlob],
) -> list[types.TypePhotoSize]:
    """Make thumbnails of what the client sent for that, or of the document if it is a picture."""
    try:
        if media.thumb is not None:
            data = await uploaded_bytes(app, caller, media.thumb, THUMB_BYTES)
        elif mime in PICTURES and blob.size <= PICTURE_BYTES:
            data = await app.blobs.read_all(blob.key, PICTURE_BYTES)
        else:
            return []
        rendered = await app.blobs.thumbnail(data)
    except RpcError:
        return []  # a document goes out without a thumbnail rather than not at all
    thumbs: list[types.TypePhotoSize] = []
    if rendered.stripped:
        thumbs.append(types.PhotoStrippedSize(type="i", bytes=rendered.stripped))
    for image in rendered.sizes:
        kept = await app.blobs.put(image.data)
        blobs[image.type] = StoredBlob(kept.key, kept.size)
        thumbs.append(types.PhotoSize(type=image.type, w=image.w, h=image.h, size=kept.size))
    return thumbs
