"""Sounds of notifications that people bring themselves: short, small, and audio by their bytes.

Source: https://core.telegram.org/api/ringtones
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media.documents import mime_of, new_document
from hodhod.actions.media.files import document_of
from hodhod.actions.media.uploads import uploaded_bytes
from hodhod.actions.stickers import kept
from hodhod.actions.stickers.access import document_value, named_document
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.store.installed_sets import KeptList
from hodhod.tl import types

SIZE_LIMIT = 307_200
"""Bytes of a sound; the configuration of clients names the same."""

DURATION_LIMIT_S = 5
"""Likewise."""

KINDS = frozenset({"audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/ogg"})


async def upload(
    app: App, caller: Caller, file: types.TypeInputFile, file_name: str, mime_type: str
) -> types.Document:
    """Make a sound of an upload, and keep it in the caller's list.

    Raises:
        RpcError: 400 RINGTONE_MIME_INVALID, RINGTONE_INVALID; as uploads raise.
    """
    mime = mime_of(mime_type)
    if mime not in KINDS:
        raise bad_request("RINGTONE_MIME_INVALID")
    data = await uploaded_bytes(app, caller, file, SIZE_LIMIT)
    if not _sounds(data):
        raise bad_request("RINGTONE_INVALID")
    title = file_name.rpartition(".")[0] or file_name
    media = types.InputMediaUploadedDocument(
        file=file,
        mime_type=mime,
        attributes=(
            types.DocumentAttributeAudio(duration=0, title=title),
            types.DocumentAttributeFilename(file_name=file_name),
        ),
    )
    stored = await new_document(app, caller, media)
    await kept.put(app, caller, KeptList.RINGTONES, stored.file_id)
    return document_of(app, stored)


async def save(app: App, caller: Caller, named: types.TypeInputDocument) -> None:
    """Keep a sound that somebody sent.

    Raises:
        RpcError: 400 RINGTONE_INVALID, FILE_REFERENCE_EXPIRED.
    """
    file = await named_document(app, named, "RINGTONE_INVALID")
    document = document_value(file)
    if document is None or not _fits(document):
        raise bad_request("RINGTONE_INVALID")
    await kept.put(app, caller, KeptList.RINGTONES, file.file_id)


async def drop(app: App, caller: Caller, named: types.TypeInputDocument) -> None:
    """Let a sound go.

    Raises:
        RpcError: 400 RINGTONE_INVALID, FILE_REFERENCE_EXPIRED.
    """
    file = await named_document(app, named, "RINGTONE_INVALID")
    await kept.drop(app, caller, KeptList.RINGTONES, file.file_id)


def _fits(document: types.Document) -> bool:
    return (
        document.mime_type in KINDS
        and document.size <= SIZE_LIMIT
        and any(
            isinstance(one, types.DocumentAttributeAudio) and one.duration <= DURATION_LIMIT_S
            for one in document.attributes
        )
    )


def _sounds(data: bytes) -> bool:
    """Whether bytes begin as Ogg, as MP3 with tags, or with a frame of MPEG audio.

    11111111 111vvlle …     eleven bits of sync, version, layer: 01 is layer III
    """
    if data.startswith((b"OggS", b"ID3")):
        return True
    return len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2
