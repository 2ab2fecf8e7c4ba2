"""The picture of a sticker set, where it is not simply its first sticker.

Source: https://core.telegram.org/method/stickers.setStickerSetThumb
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.stickers.access import named_document
from hodhod.actions.stickers.making import checked_file
from hodhod.blobs import Shape
from hodhod.blobs.stickers import TGS, WEBM, WEBP
from hodhod.domain.caller import Caller
from hodhod.domain.sticker_set import Thumb
from hodhod.domain.stored_file import WHOLE, StoredBlob, StoredFile
from hodhod.tl import types

LETTERS = {WEBP: "s", TGS: "a", WEBM: "v"}
"""The letter of a size says what kind of file it is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is ready to be given to a set.

    Attributes:
        file: The file it is kept as.
        thumb: What the set says of it; the version is the store's.
    """

    file: StoredFile
    thumb: Thumb


async def new_thumb(app: App, caller: Caller, named: types.TypeInputDocument) -> Picture:
    """Make the picture of a set from an uploaded document; nothing is written but bytes.

    Raises:
        RpcError: 400 STICKER_THUMB_PNG_NOPNG, STICKER_THUMB_TGS_NOTGS, STICKER_PNG_DIMENSIONS,
            STICKER_VIDEO_BIG, STICKER_VIDEO_NOWEBM, STICKER_FILE_INVALID.
    """
    source = await named_document(app, named, "STICKER_FILE_INVALID")
    checked = await checked_file(app, source, Shape.THUMB)
    kept = await app.blobs.put(checked.data)
    file_id = await app.store.files.next_id()
    value = types.Document(
        id=file_id,
        access_hash=0,
        file_reference=b"",
        date=app.now,
        mime_type=checked.mime_type,
        size=kept.size,
        dc_id=0,
        attributes=[types.DocumentAttributeImageSize(w=checked.width, h=checked.height)],
    )
    blobs = {WHOLE: StoredBlob(kept.key, kept.size)}
    file = StoredFile(file_id, caller.me, app.now, tl.encode(value), blobs)
    letter = LETTERS[checked.mime_type]
    return Picture(file, Thumb(file_id, letter, checked.width, kept.size, version=0))
