"""Stickers that are in no set: files that somebody sends as one.

Clients play what is called a sticker without asking, so what is none goes out as the file it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.blobs import Blob, Shape
from hodhod.blobs.stickers import MAX_BYTES
from hodhod.domain.errors import RpcError
from hodhod.tl import types

BAD_REQUEST = 400


async def without_false_sticker(
    app: App, blob: Blob, mime: str, attributes: Sequence[types.TypeDocumentAttribute]
) -> list[types.TypeDocumentAttribute]:
    """Return a document's attributes, without that of a sticker if its bytes are none."""
    claimed = [one for one in attributes if isinstance(one, types.DocumentAttributeSticker)]
    if not claimed or await _is_sticker(app, blob, mime):
        return list(attributes)
    return [one for one in attributes if one not in claimed]


async def _is_sticker(app: App, blob: Blob, mime: str) -> bool:
    if blob.size > MAX_BYTES:
        return False
    data = await app.blobs.read_all(blob.key, MAX_BYTES)
    try:
        checked = await app.blobs.sticker(data, mime, Shape.LOOSE)
    except RpcError as error:
        if error.code != BAD_REQUEST:
            raise
        return False
    # Clients go by the type: a PNG becomes a WebP in a set, and is a picture outside of it.
    return checked.mime_type == mime and checked.data == data
