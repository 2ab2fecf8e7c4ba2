"""Wallpapers: pictures that people bring, and fills of colours; and the list that each keeps.

    picture     a document; its id is the wallpaper's, its slug is the id and what proves it
    fill        settings alone, under a number of its own

Source: https://core.telegram.org/api/wallpapers
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.documents import mime_of, new_document
from hodhod.actions.media.files import document_of
from hodhod.actions.media.uploads import uploaded_bytes
from hodhod.actions.people.preferences import setting
from hodhod.actions.stickers.access import document_value
from hodhod.domain.access_hash import Kind, access_hash, holds
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.stored_file import StoredFile
from hodhod.store.preferences import put_preference, read_preference
from hodhod.tl import types

LIST = "wallpapers"
"""The setting that keeps somebody's wallpapers, as account.wallPapers without a hash."""

LIST_LIMIT = 50
"""Wallpapers of one list: some screens of them."""

PICTURE_BYTES = 10 * 1024 * 1024
"""The largest picture; clients send some hundred kB."""

PICTURES = frozenset({"image/jpeg", "image/png"})
COLOUR_MASK = 0xFFFFFF
INTENSITY_LIMIT = 100
ROTATION_DEGREES = 360

NONE = types.account.WallPapers(hash=0, wallpapers=())

Wallpapers = tuple[types.TypeWallPaper, ...]


async def upload(
    app: App,
    caller: Caller,
    file: types.TypeInputFile,
    mime_type: str,
    settings: types.WallPaperSettings,
) -> types.WallPaper:
    """Make a wallpaper of a picture.

    Raises:
        RpcError: 400 WALLPAPER_MIME_INVALID, WALLPAPER_FILE_INVALID; as uploads raise.
    """
    mime = mime_of(mime_type)
    if mime not in PICTURES:
        raise bad_request("WALLPAPER_MIME_INVALID")
    data = await uploaded_bytes(app, caller, file, PICTURE_BYTES)
    try:
        largest = (await app.blobs.render_photo(data)).sizes[-1]
    except RpcError:
        raise bad_request("WALLPAPER_FILE_INVALID") from None
    media = types.InputMediaUploadedDocument(
        file=file,
        mime_type=mime,
        attributes=(types.DocumentAttributeImageSize(w=largest.w, h=largest.h),),
    )
    stored = await new_document(app, caller, media)
    return _picture(app, caller, stored, checked(settings))


async def named(
    app: App,
    caller: Caller,
    given: types.TypeInputWallPaper,
    settings: types.WallPaperSettings | None,
) -> types.TypeWallPaper:
    """Return the wallpaper that a client names, with its settings.

    Raises:
        RpcError: 400 WALLPAPER_INVALID.
    """
    look = None if settings is None else checked(settings)
    match given:
        case types.InputWallPaper():
            file_id, proof = given.id, given.access_hash
        case types.InputWallPaperSlug():
            file_id, proof = _of_slug(given.slug)
        case _:
            if look is None or look.background_color is None:
                raise bad_request("WALLPAPER_INVALID")
            number = given.id if given.id > 0 else await app.store.files.next_id()
            return types.WallPaperNoFile(id=number, settings=look)
    if not holds(app.secret, Kind.WALLPAPER, file_id, proof):
        raise bad_request("WALLPAPER_INVALID")
    file = await app.store.files.get(file_id)
    if file is None or document_value(file) is None:
        raise bad_request("WALLPAPER_INVALID")
    return _picture(app, caller, file, look)


async def kept(app: App, caller: Caller) -> list[types.TypeWallPaper]:
    """Return the caller's wallpapers, the last one first."""
    known = decoded(await app.store.preferences.get(caller.me, LIST))
    return [one for one in await shown(app, caller, known) if one is not None]


async def put(app: App, caller: Caller, wallpaper: types.TypeWallPaper) -> None:
    """Put a wallpaper first in the caller's list."""
    await _change(app, caller, lambda known: (wallpaper, *_without(known, wallpaper.id)))


async def drop(app: App, caller: Caller, wallpaper_id: int) -> None:
    """Take a wallpaper out of the caller's list; nothing happens when it is not there."""
    await _change(app, caller, lambda known: _without(known, wallpaper_id))


async def clear(app: App, caller: Caller) -> None:
    """Empty the caller's list."""
    await app.store.preferences.forget(caller.me, LIST)


async def shown(
    app: App, caller: Caller, wallpapers: Sequence[types.TypeWallPaper]
) -> list[types.TypeWallPaper | None]:
    """Return wallpapers as they were kept as the caller sees them; None for one that is gone."""
    ids = [one.id for one in wallpapers if isinstance(one, types.WallPaper)]
    files = await app.store.files.by_ids(ids) if ids else {}
    found: list[types.TypeWallPaper | None] = []
    for one in wallpapers:
        if isinstance(one, types.WallPaper):
            file = files.get(one.id)
            found.append(None if file is None else _picture(app, caller, file, one.settings))
        else:
            found.append(one)
    return found


def decoded(stored: bytes | None) -> Wallpapers:
    """Return a list of wallpapers as it was kept."""
    return tuple(setting(stored, types.account.WallPapers, NONE).wallpapers)


def encoded(wallpapers: Sequence[types.TypeWallPaper]) -> bytes:
    """Return a list of wallpapers as it is kept."""
    return tl.encode(replace(NONE, wallpapers=wallpapers))


def checked(settings: types.WallPaperSettings) -> types.WallPaperSettings:
    """Return settings within their bounds; the emoji of a theme is none of theirs.

    Raises:
        RpcError: 400 WALLPAPER_INVALID.
    """
    if settings.intensity is not None and not -INTENSITY_LIMIT <= settings.intensity <= 100:
        raise bad_request("WALLPAPER_INVALID")
    return types.WallPaperSettings(
        blur=settings.blur,
        motion=settings.motion,
        background_color=_colour(settings.background_color),
        second_background_color=_colour(settings.second_background_color),
        third_background_color=_colour(settings.third_background_color),
        fourth_background_color=_colour(settings.fourth_background_color),
        intensity=settings.intensity,
        rotation=None if settings.rotation is None else settings.rotation % ROTATION_DEGREES,
    )


def _colour(given: int | None) -> int | None:
    return None if given is None else given & COLOUR_MASK


def _picture(
    app: App, caller: Caller, file: StoredFile, settings: types.WallPaperSettings | None
) -> types.WallPaper:
    proof = access_hash(app.secret, Kind.WALLPAPER, file.file_id)
    return types.WallPaper(
        id=file.file_id,
        creator=file.owner_id == caller.me,
        access_hash=proof,
        slug=f"{file.file_id:x}-{proof & (1 << 64) - 1:016x}",
        document=document_of(app, file),
        settings=settings,
    )


def _of_slug(slug: str) -> tuple[int, int]:
    """Return the id and the access hash that a slug is made of.

    Raises:
        RpcError: 400 WALLPAPER_INVALID.
    """
    number, _, proof = slug.partition("-")
    if not (0 < len(number) <= 15 and len(proof) == 16):
        raise bad_request("WALLPAPER_INVALID")
    try:
        unsigned = int(proof, 16)
        return int(number, 16), unsigned - (1 << 64) if unsigned >> 63 else unsigned
    except ValueError:
        raise bad_request("WALLPAPER_INVALID") from None


async def _change(app: App, caller: Caller, changed: Callable[[Wallpapers], Wallpapers]) -> None:
    """Change the caller's list under the lock of their box, so that devices do not undo it."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        known = decoded(await read_preference(change.main, caller.me, LIST))
        after = changed(known)[:LIST_LIMIT]
        if after != known:
            await put_preference(change.main, caller.me, LIST, encoded(after))


def _without(known: Wallpapers, wallpaper_id: int) -> Wallpapers:
    return tuple(one for one in known if one.id != wallpaper_id)
