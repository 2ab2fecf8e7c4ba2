"""Reading a file's bytes by what a client was shown of it.

Source: https://core.telegram.org/api/files#downloading-files
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.view import chat_photo
from hodhod.actions.media.encrypted_files import access_encrypted_file
from hodhod.actions.media.files import access_file
from hodhod.actions.peers.access import access_peer
from hodhod.actions.people.seen import seen_accounts
from hodhod.actions.people.view import user_object
from hodhod.actions.stickers.access import access_set
from hodhod.domain import stock
from hodhod.domain.access_hash import Kind, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.ids import PeerId, UserId, is_user
from hodhod.domain.stored_file import WHOLE, StoredFile
from hodhod.tl import types

CHUNK_BYTES = 1024 * 1024
"""The most that one request reads, and a boundary that none may cross."""

STEP_BYTES, PRECISE_STEP_BYTES = 4096, 1024
SMALL_AVATAR, BIG_AVATAR = "a", "c"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a file.

    Attributes:
        data: The bytes; fewer than asked for only at the end.
        mime: The file's media type, "" when it is not known.
    """

    data: bytes
    mime: str


async def read_file(
    app: App,
    caller: Caller,
    location: types.TypeInputFileLocation,
    *,
    offset: int,
    limit: int,
    precise: bool,
) -> Chunk:
    """Read a piece of a file.

    Raises:
        RpcError: 400 OFFSET_INVALID, LIMIT_INVALID, LOCATION_INVALID, FILE_REFERENCE_EXPIRED.
    """
    _check_range(offset, limit, PRECISE_STEP_BYTES if precise else STEP_BYTES)
    if isinstance(location, types.InputDocumentFileLocation):
        stocked = stock.find(location.id)
        if stocked is not None:
            if not holds(app.secret, Kind.DOCUMENT, location.id, location.access_hash):
                raise bad_request("LOCATION_INVALID")
            return Chunk(stocked.data[offset : offset + limit], "")
    file, size = await _located(app, caller, location)
    blob = file.blobs.get(size)
    if blob is None:
        raise bad_request("LOCATION_INVALID")
    if offset >= blob.size:
        return Chunk(b"", _mime(file, size))
    return Chunk(await app.blobs.read(blob.key, offset, limit), _mime(file, size))


async def _located(
    app: App, caller: Caller, location: types.TypeInputFileLocation
) -> tuple[StoredFile, str]:
    match location:
        case types.InputDocumentFileLocation():
            kind = Kind.DOCUMENT
        case types.InputPhotoFileLocation():
            kind = Kind.PHOTO
        case types.InputEncryptedFileLocation():
            named = types.InputEncryptedFile(id=location.id, access_hash=location.access_hash)
            return await access_encrypted_file(app, named, error="LOCATION_INVALID"), WHOLE
        case types.InputPeerPhotoFileLocation():
            return await _avatar(app, caller, location)
        case types.InputStickerSetThumb():
            return await _set_thumb(app, location), WHOLE
        case _:
            raise bad_request("LOCATION_INVALID")
    file = await access_file(
        app,
        kind,
        location.id,
        location.access_hash,
        location.file_reference,
        error="LOCATION_INVALID",
    )
    return file, location.thumb_size


async def _avatar(
    app: App, caller: Caller, location: types.InputPeerPhotoFileLocation
) -> tuple[StoredFile, str]:
    peer = await access_peer(app, caller, location.peer)
    if location.photo_id != await _avatar_of(app, caller, peer):
        raise bad_request("LOCATION_INVALID")
    file = await app.store.files.get(location.photo_id)
    if file is None:
        raise bad_request("LOCATION_INVALID")
    wanted = BIG_AVATAR if location.big else SMALL_AVATAR
    return file, wanted if wanted in file.blobs else next(iter(file.blobs), WHOLE)


async def _avatar_of(app: App, caller: Caller, peer: PeerId) -> int | None:
    """Return the number of the photo that a user or chat shows to the caller."""
    if not is_user(peer):
        small = chat_photo((await access_chat(app, caller, peer)).chat)
        return small.photo_id if isinstance(small, types.ChatPhoto) else None
    seen = await seen_accounts(app, [(caller.me, UserId(peer))])
    user = user_object(app.secret, seen[0], app.now) if seen else None
    shown = user.photo if isinstance(user, types.User) else None
    return shown.photo_id if isinstance(shown, types.UserProfilePhoto) else None


async def _set_thumb(app: App, location: types.InputStickerSetThumb) -> StoredFile:
    try:
        thumb = (await access_set(app, location.stickerset)).thumb
    except RpcError as error:
        raise bad_request("LOCATION_INVALID") from error
    # A version that is no more is not another picture.
    if thumb is None or thumb.version != location.thumb_version:
        raise bad_request("LOCATION_INVALID")
    file = await app.store.files.get(thumb.file_id)
    if file is None:
        raise bad_request("LOCATION_INVALID")
    return file


def _check_range(offset: int, limit: int, step: int) -> None:
    """Refuse ranges that the protocol does not have, as caches would not hold them."""
    if offset < 0 or offset % PRECISE_STEP_BYTES:
        raise bad_request("OFFSET_INVALID")
    if not 0 < limit <= CHUNK_BYTES or limit % PRECISE_STEP_BYTES:
        raise bad_request("LIMIT_INVALID")
    if step == STEP_BYTES and (offset % STEP_BYTES or limit % STEP_BYTES):
        raise bad_request("LIMIT_INVALID" if limit % STEP_BYTES else "OFFSET_INVALID")
    if offset // CHUNK_BYTES != (offset + limit - 1) // CHUNK_BYTES:
        raise bad_request("LIMIT_INVALID")


def _mime(file: StoredFile, size: str) -> str:
    if size != WHOLE:
        return "image/jpeg"
    value = tl.decode(file.value)
    match value:
        case types.Document():
            return value.mime_type
        case types.EncryptedFile():
            return ""
        case _:
            return "image/jpeg"
