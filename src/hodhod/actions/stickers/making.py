"""From a file that somebody uploaded to a sticker: a document of its own, part of a set."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.stickers.access import document_value, named_document
from hodhod.actions.stickers.view import input_set
from hodhod.blobs import Shape, StickerFile
from hodhod.blobs.stickers import MAX_BYTES, WEBM, WEBP
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.sticker_set import Kind, Sticker, StickerSet, emoji_of, keywords_of, mask_of
from hodhod.domain.stored_file import WHOLE, StoredBlob, StoredFile
from hodhod.tl import types

NO_FILE = "STICKER_FILE_INVALID"
ENDINGS = {WEBP: "sticker.webp", WEBM: "sticker.webm"}


@dataclass(frozen=True, slots=True)
class Made:
    """A sticker that is ready to be put into its set.

    Attributes:
        file: Its document.
        sticker: Its place in the set.
    """

    file: StoredFile
    sticker: Sticker


async def new_sticker(
    app: App, caller: Caller, into: StickerSet, item: types.InputStickerSetItem
) -> Made:
    """Make a sticker for a set; nothing is written but bytes.

    Raises:
        RpcError: 400 STICKER_EMOJI_INVALID, STICKER_FILE_INVALID, FILE_REFERENCE_EXPIRED, and what
            `sticker_file` raises.
    """
    emoji, mask = emoji_of(item.emoji), mask_of(item.mask_coords, into.kind)
    source = await named_document(app, item.document, NO_FILE)
    shape = Shape.EMOJI if into.kind is Kind.EMOJI else Shape.STICKER
    checked = await checked_file(app, source, shape)
    kept = await app.blobs.put(checked.data)
    blobs = {WHOLE: StoredBlob(kept.key, kept.size)}
    thumbs = await _thumbs(app, source, checked, blobs)
    file_id = await app.store.files.next_id()
    sticker = Sticker(file_id, emoji, keywords_of(item.keywords), checked.mime_type, mask)
    value = types.Document(
        id=file_id,
        access_hash=0,
        file_reference=b"",
        date=app.now,
        mime_type=checked.mime_type,
        size=blobs[WHOLE].size,
        thumbs=thumbs or None,
        dc_id=0,
        attributes=[
            *_sizes(checked),
            described(app, into, sticker),
            types.DocumentAttributeFilename(
                file_name=ENDINGS.get(checked.mime_type, "AnimatedSticker.tgs")
            ),
        ],
    )
    file = StoredFile(file_id, caller.me, app.now, tl.encode(value), blobs)
    return Made(file, sticker)


def described(
    app: App, into: StickerSet | None, sticker: Sticker, *, kind: Kind | None = None
) -> types.TypeDocumentAttribute:
    """Return what a document says of itself as a sticker.

    Args:
        app: The working parts.
        into: Its set, None when it is in none any more.
        sticker: Its emoji and mask.
        kind: What it was when it was in a set.
    """
    named: types.TypeInputStickerSet = types.InputStickerSetEmpty()
    if into is not None:
        named, kind = input_set(app, into.set_id), into.kind
    if kind is Kind.EMOJI:
        # Custom emoji are for everybody here.
        return types.DocumentAttributeCustomEmoji(
            free=True,
            text_color=into is not None and into.text_color,
            alt=sticker.emoji[0],
            stickerset=named,
        )
    return types.DocumentAttributeSticker(
        mask=kind is Kind.MASKS,
        alt=sticker.emoji[0],
        stickerset=named,
        mask_coords=sticker.mask,
    )


async def checked_file(app: App, source: StoredFile, shape: Shape) -> StickerFile:
    """Return an uploaded document as the sticker that it is to be.

    Raises:
        RpcError: 400 STICKER_FILE_INVALID, STICKER_VIDEO_BIG, and what `sticker_file` raises.
    """
    value = document_value(source)
    blob = source.blobs.get(WHOLE)
    if value is None or blob is None:
        raise bad_request(NO_FILE)
    if blob.size > MAX_BYTES:
        raise bad_request("STICKER_VIDEO_BIG" if value.mime_type == WEBM else NO_FILE)
    data = await app.blobs.read_all(blob.key, MAX_BYTES)
    return await app.blobs.sticker(data, value.mime_type, shape)


async def _thumbs(
    app: App, source: StoredFile, checked: StickerFile, blobs: dict[str, StoredBlob]
) -> list[types.TypePhotoSize]:
    """Return the small sizes of a sticker: of a moving one those that its sender made."""
    if checked.thumb is not None:
        small = checked.thumb
        kept = await app.blobs.put(small.data)
        blobs[small.type] = StoredBlob(kept.key, kept.size)
        return [types.PhotoSize(type=small.type, w=small.w, h=small.h, size=kept.size)]
    value = document_value(source)
    if value is None or checked.mime_type == WEBP:
        return []
    blobs |= {size: blob for size, blob in source.blobs.items() if size != WHOLE}
    return [one for one in value.thumbs or () if not isinstance(one, types.PhotoStrippedSize)]


def _sizes(checked: StickerFile) -> list[types.TypeDocumentAttribute]:
    if checked.mime_type == WEBM:
        return [
            types.DocumentAttributeVideo(
                nosound=True, duration=checked.seconds, w=checked.width, h=checked.height
            )
        ]
    return [types.DocumentAttributeImageSize(w=checked.width, h=checked.height)]
