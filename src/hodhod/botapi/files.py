"""Files that a bot names: by file_id, by an address, or by what came along with the request.

Source: https://core.telegram.org/bots/api#sending-files
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.media.from_web import FILE_BYTES, PHOTO_BYTES, brought
from hodhod.botapi.errors import BadRequest
from hodhod.botapi.file_id import FileKind, NamedFile, named_by
from hodhod.botapi.registry import Bot, Upload
from hodhod.botapi.uploads import ATTACHED
from hodhod.domain.access_hash import Kind, access_hash, file_reference
from hodhod.tl import types

WEB = ("http://", "https://")


def attached(bot: Bot, name: str | None) -> Upload | None:
    """Return the file that came along under a name, or None if the name is no such thing.

    Raises:
        BotError: 400: nothing came along under it.
    """
    if name is None or not name.startswith(ATTACHED):
        return None
    found = bot.files.get(name.removeprefix(ATTACHED))
    if found is None:
        raise BadRequest("attached file not found")
    return found


async def upload_of(bot: Bot, name: str | None, most: int = FILE_BYTES) -> Upload | None:
    """Return the file that came along under a name or is brought from an address.

    Args:
        bot: Who names it.
        name: A file_id, an address, or what stands for a part of the request.
        most: Bytes of what is brought from an address.

    Returns:
        The file, or None if the name is neither.

    Raises:
        BotError: 400: nothing came along under it.
        RpcError: 400: it cannot be brought.
    """
    if name is not None and name.startswith(WEB):
        found = await brought(bot.app, bot.caller, name, most)
        return Upload(found.file, found.mime_type, found.size)
    return attached(bot, name)


def known_file(bot: Bot, name: str) -> NamedFile:
    """Return the file that a file_id names.

    Raises:
        BotError: 400: it names none.
    """
    found = named_by(bot.app.secret, bot.caller.me, name)
    if found is None:
        raise BadRequest("wrong file identifier/HTTP URL specified")
    return found


def input_photo(app: App, number: int) -> types.InputPhoto:
    """Return the wire form of a photo."""
    return types.InputPhoto(
        id=number,
        access_hash=access_hash(app.secret, Kind.PHOTO, number),
        file_reference=file_reference(app.secret, number),
    )


def input_document(app: App, number: int) -> types.InputDocument:
    """Return the wire form of a document."""
    return types.InputDocument(
        id=number,
        access_hash=access_hash(app.secret, Kind.DOCUMENT, number),
        file_reference=file_reference(app.secret, number),
    )


async def photo_media(bot: Bot, name: str, *, spoiler: bool) -> types.TypeInputMedia:
    """Return a photo that a bot names, to be sent.

    Raises:
        BotError: 400: there is no such file, or it is no photo.
    """
    upload = await upload_of(bot, name, PHOTO_BYTES)
    if upload is not None:
        return types.InputMediaUploadedPhoto(file=upload.file, spoiler=spoiler)
    found = known_file(bot, name)
    if found.kind is not FileKind.PHOTO:
        raise BadRequest("can't use file of type Document as Photo")
    return types.InputMediaPhoto(id=input_photo(bot.app, found.id), spoiler=spoiler)


async def document_media(
    bot: Bot,
    name: str,
    attributes: Sequence[types.TypeDocumentAttribute],
    *,
    mime_type: str = "",
    thumbnail: str | None = None,
    spoiler: bool = False,
    as_file: bool = False,
) -> types.TypeInputMedia:
    """Return a document that a bot names, to be sent as what its attributes say.

    Raises:
        BotError: 400: there is no such file, or it is a photo.
    """
    upload = await upload_of(bot, name)
    if upload is None:
        found = known_file(bot, name)
        if found.kind is FileKind.PHOTO:
            raise BadRequest("can't use file of type Photo as Document")
        return types.InputMediaDocument(id=input_document(bot.app, found.id), spoiler=spoiler)
    small = await upload_of(bot, thumbnail)
    named = types.DocumentAttributeFilename(file_name=upload.file.name)
    return types.InputMediaUploadedDocument(
        file=upload.file,
        thumb=small.file if small is not None else None,
        mime_type=mime_type or upload.mime_type or "application/octet-stream",
        attributes=[named, *attributes],
        force_file=as_file,
        spoiler=spoiler,
    )
