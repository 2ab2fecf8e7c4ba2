"""Photos and documents as clients see them, and the way back from what a client names.

Source: https://core.telegram.org/api/files
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.blobs import BlobMissingError
from hodhod.domain.access_hash import Kind, access_hash, file_reference, holds, reference_holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.stored_file import StoredFile
from hodhod.tl import types


def photo_of(app: App, file: StoredFile) -> types.Photo:
    """Return a photo as clients see it.

    Raises:
        RpcError: 400 PHOTO_INVALID for a document.
    """
    value = tl.decode(file.value)
    if not isinstance(value, types.Photo):
        raise bad_request("PHOTO_INVALID")
    return signed_photo(app, value)


def signed_photo(app: App, photo: types.Photo) -> types.Photo:
    """Return a photo with what clients show to read it."""
    return replace(
        photo,
        access_hash=access_hash(app.secret, Kind.PHOTO, photo.id),
        file_reference=file_reference(app.secret, photo.id),
        dc_id=app.policy.dc_id,
    )


def document_of(app: App, file: StoredFile) -> types.Document:
    """Return a document as clients see it.

    Raises:
        RpcError: 400 MEDIA_INVALID for a photo.
    """
    value = tl.decode(file.value)
    if not isinstance(value, types.Document):
        raise bad_request("MEDIA_INVALID")
    return replace(
        value,
        access_hash=access_hash(app.secret, Kind.DOCUMENT, file.file_id),
        file_reference=file_reference(app.secret, file.file_id),
        dc_id=app.policy.dc_id,
    )


async def keep_file(app: App, file: StoredFile, sha256: bytes | None) -> None:
    """Keep a file whose blobs are in place.

    Raises:
        BlobMissingError: A blob was deleted at this very moment, since nothing had needed it for
            long: whoever asked asks again.
    """
    for key in await app.store.files.put(file, sha256):
        if not await app.blobs.objects.exists(key):
            await app.store.file_upkeep.hide([file.file_id], app.now, app.now)
            raise BlobMissingError(key)


async def document_by_hash(
    app: App, caller: Caller, sha256: bytes, size: int, mime_type: str
) -> types.TypeDocument:
    """Return a document that need not be uploaded again, documentEmpty if there is none.

    It is one of the caller's own, or a GIF of anybody's: others would tell that somebody has them.
    """
    for file in await app.store.files.by_hash(caller.me, sha256, size):
        value = tl.decode(file.value)
        if not isinstance(value, types.Document) or value.mime_type != mime_type:
            continue
        moves = any(isinstance(one, types.DocumentAttributeAnimated) for one in value.attributes)
        if moves or file.owner_id == caller.me:
            return document_of(app, file)
    return types.DocumentEmpty(id=0)


async def access_photo(app: App, named: types.TypeInputPhoto) -> StoredFile:
    """Return the photo that a client names.

    Raises:
        RpcError: 400 PHOTO_INVALID, FILE_REFERENCE_EXPIRED.
    """
    if not isinstance(named, types.InputPhoto):
        raise bad_request("PHOTO_INVALID")
    return await access_file(
        app, Kind.PHOTO, named.id, named.access_hash, named.file_reference, error="PHOTO_INVALID"
    )


async def access_document(app: App, named: types.TypeInputDocument) -> StoredFile:
    """Return the document that a client names.

    Raises:
        RpcError: 400 MEDIA_EMPTY, FILE_REFERENCE_EXPIRED.
    """
    if not isinstance(named, types.InputDocument):
        raise bad_request("MEDIA_EMPTY")
    return await access_file(
        app, Kind.DOCUMENT, named.id, named.access_hash, named.file_reference, error="MEDIA_EMPTY"
    )


async def access_file(
    app: App, kind: Kind, file_id: int, given: int, reference: bytes, *, error: str
) -> StoredFile:
    """Return a file by its id, hash and reference.

    Raises:
        RpcError: 400 with the given name, or FILE_REFERENCE_EXPIRED.
    """
    if not holds(app.secret, kind, file_id, given):
        raise bad_request(error)
    if not reference_holds(app.secret, file_id, reference):
        raise bad_request("FILE_REFERENCE_EXPIRED")
    file = await app.store.files.get(file_id)
    if file is None:
        raise bad_request(error)
    return file
