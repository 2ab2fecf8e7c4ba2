"""Encrypted files: bytes of which only two devices know what they are.

Source: https://core.telegram.org/api/end-to-end#sending-encrypted-files
"""

from __future__ import annotations

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import keep_file
from hodhod.actions.media.uploads import assembled
from hodhod.domain.access_hash import Kind, access_hash, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.stored_file import WHOLE, StoredBlob, StoredFile
from hodhod.tl import types


async def encrypted_file_of(
    app: App, caller: Caller, given: types.TypeInputEncryptedFile
) -> StoredFile:
    """Return the file that a client sends: an upload, or one that is here already.

    Raises:
        RpcError: 400 FILE_EMTPY, FILE_ID_INVALID, and as uploads raise.
    """
    match given:
        case types.InputEncryptedFileUploaded():
            small = types.InputFile(
                id=given.id, parts=given.parts, name="", md5_checksum=given.md5_checksum
            )
            return await _new_file(app, caller, small, given.key_fingerprint)
        case types.InputEncryptedFileBigUploaded():
            big = types.InputFileBig(id=given.id, parts=given.parts, name="")
            return await _new_file(app, caller, big, given.key_fingerprint)
        case types.InputEncryptedFile():
            return await access_encrypted_file(app, given, error="FILE_ID_INVALID")
        case _:
            # The API spells it so.
            raise bad_request("FILE_EMTPY")


async def access_encrypted_file(
    app: App, named: types.InputEncryptedFile, *, error: str
) -> StoredFile:
    """Return the encrypted file that a client names.

    Raises:
        RpcError: 400 with the given name.
    """
    if not holds(app.secret, Kind.ENCRYPTED_FILE, named.id, named.access_hash):
        raise bad_request(error)
    file = await app.store.files.get(named.id)
    if file is None:
        raise bad_request(error)
    return file


def encrypted_file_object(app: App, value: bytes | None) -> types.TypeEncryptedFile:
    """Return a file as clients see it.

    Args:
        app: The working parts.
        value: As it is stored, or None where there is no file.
    """
    file = None if value is None else tl.decode(value)
    if not isinstance(file, types.EncryptedFile):
        return types.EncryptedFileEmpty()
    return replace(
        file,
        access_hash=access_hash(app.secret, Kind.ENCRYPTED_FILE, file.id),
        dc_id=app.policy.dc_id,
    )


async def _new_file(
    app: App, caller: Caller, upload: types.TypeInputFile, key_fingerprint: int
) -> StoredFile:
    blob = await assembled(app, caller, upload, app.policy.upload_bytes)
    file_id = await app.store.files.next_id()
    value = types.EncryptedFile(
        id=file_id, access_hash=0, size=blob.size, dc_id=0, key_fingerprint=key_fingerprint
    )
    blobs = {WHOLE: StoredBlob(blob.key, blob.size)}
    file = StoredFile(file_id, caller.me, app.now, tl.encode(value), blobs)
    await keep_file(app, file, blob.sha256)
    return file
