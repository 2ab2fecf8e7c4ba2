"""Photos: from uploaded bytes to a ladder of sizes."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import keep_file
from hodhod.actions.media.uploads import uploaded_bytes
from hodhod.actions.stickers.attached import attached_ids
from hodhod.blobs import RenderedPhoto
from hodhod.domain.caller import Caller
from hodhod.domain.stored_file import StoredBlob, StoredFile
from hodhod.tl import types

PHOTO_BYTES = 20 * 1024 * 1024
"""The largest upload that becomes a photo."""


async def new_photo(
    app: App,
    caller: Caller,
    upload: types.TypeInputFile,
    stickers: Sequence[types.TypeInputDocument] | None = None,
) -> StoredFile:
    """Make a photo for messages of an upload, and note which stickers are on it.

    Raises:
        RpcError: 400 PHOTO_INVALID_DIMENSIONS, IMAGE_PROCESS_FAILED, and what uploads and
            `attached_ids` raise.
    """
    attached = await attached_ids(app, stickers)
    data = await uploaded_bytes(app, caller, upload, PHOTO_BYTES)
    rendered = await app.blobs.render_photo(data)
    file = await keep_photo(app, caller, rendered, has_stickers=bool(attached))
    if attached:
        await app.store.sticker_sets.attach(file.file_id, attached)
    return file


async def new_avatar(app: App, caller: Caller, upload: types.TypeInputFile) -> StoredFile:
    """Make a profile photo, a square, of an upload.

    Raises:
        RpcError: As new_photo.
    """
    data = await uploaded_bytes(app, caller, upload, PHOTO_BYTES)
    return await keep_photo(app, caller, await app.blobs.render_avatar(data))


async def keep_photo(
    app: App, caller: Caller, rendered: RenderedPhoto, *, has_stickers: bool = False
) -> StoredFile:
    """Keep a photo in all its sizes."""
    file_id = await app.store.files.next_id()
    sizes: list[types.TypePhotoSize] = []
    if rendered.stripped:
        sizes.append(types.PhotoStrippedSize(type="i", bytes=rendered.stripped))
    blobs = {}
    for image in rendered.sizes:
        blob = await app.blobs.put(image.data)
        blobs[image.type] = StoredBlob(blob.key, blob.size)
        sizes.append(types.PhotoSize(type=image.type, w=image.w, h=image.h, size=blob.size))
    value = types.Photo(
        has_stickers=has_stickers,
        id=file_id,
        access_hash=0,
        file_reference=b"",
        date=app.now,
        sizes=sizes,
        dc_id=0,
    )
    file = StoredFile(file_id, caller.me, app.now, tl.encode(value), blobs)
    await keep_file(app, file, None)
    return file
