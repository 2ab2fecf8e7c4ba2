"""Changing a sticker set: its stickers, their order, its names, its end.

Every change locks the set in a change of its owner's box, so that two of them come one after the
other, and tells the owner's other sessions if they have the set.

Source: https://core.telegram.org/api/stickers
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from msgspec.structs import replace as changed

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.stickers.access import NO_SET, NO_STICKER, sticker_attribute
from hodhod.actions.stickers.making import Made, described, new_sticker
from hodhod.actions.stickers.thumb import Picture
from hodhod.actions.stickers.view import full_set
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId
from hodhod.domain.sticker_set import Kind, Sticker, StickerSet, emoji_of, keywords_of, mask_of
from hodhod.store.database import Executor
from hodhod.store.installed_sets import drop_installed, installs_of
from hodhod.store.sticker_sets import (
    delete_set,
    delete_stickers,
    file_values,
    insert_files,
    lock_set,
    put_stickers,
    rename_set,
    set_file_values,
    set_thumb,
    stickers_of,
    touch_set,
)
from hodhod.tl import types

Work = Callable[[Executor, StickerSet, list[Sticker]], Awaitable[None]]
"""What is done to a locked set and its stickers, in order."""


@dataclass(frozen=True, slots=True)
class StickerEdit:
    """What of a sticker changes; None leaves it as it is."""

    emoji: str | None = None
    mask: types.MaskCoords | None = None
    keywords: str | None = None


async def add_sticker(
    app: App, caller: Caller, owned: StickerSet, item: types.InputStickerSetItem
) -> types.messages.StickerSet:
    """Put a sticker at the end of a set.

    Raises:
        RpcError: 400 STICKERSET_INVALID, STICKERS_TOO_MUCH, and what making a sticker raises.
    """
    if owned.full:
        raise bad_request("STICKERS_TOO_MUCH")
    made = await new_sticker(app, caller, owned, item)

    async def work(main: Executor, locked: StickerSet, stickers: list[Sticker]) -> None:
        if locked.full:
            raise bad_request("STICKERS_TOO_MUCH")
        await insert_files(main, [made.file])
        await put_stickers(main, locked, [*stickers, made.sticker])

    return await _change(app, caller, owned, work)


async def remove_sticker(
    app: App, caller: Caller, owned: StickerSet, document_id: int
) -> types.messages.StickerSet:
    """Take a sticker out of a set; whoever has it in a message still sees it.

    Raises:
        RpcError: 400 STICKER_INVALID.
    """

    async def work(main: Executor, locked: StickerSet, stickers: list[Sticker]) -> None:
        gone = _one(stickers, document_id)
        await _let_go(app, main, locked.kind, [gone])
        await delete_stickers(main, locked.set_id, [document_id])
        if locked.thumb_document_id == document_id:
            await set_thumb(main, locked.set_id, None, None)

    return await _change(app, caller, owned, work)


async def replace_sticker(
    app: App,
    caller: Caller,
    owned: StickerSet,
    document_id: int,
    item: types.InputStickerSetItem,
) -> types.messages.StickerSet:
    """Put another sticker where one is.

    Raises:
        RpcError: 400 STICKER_INVALID, and what making a sticker raises.
    """
    made: Made = await new_sticker(app, caller, owned, item)

    async def work(main: Executor, locked: StickerSet, stickers: list[Sticker]) -> None:
        gone = _one(stickers, document_id)
        await _let_go(app, main, locked.kind, [gone])
        await delete_stickers(main, locked.set_id, [document_id])
        await insert_files(main, [made.file])
        order = [made.sticker if one == gone else one for one in stickers]
        await put_stickers(main, locked, order)
        if locked.thumb_document_id == document_id:
            await set_thumb(main, locked.set_id, None, made.sticker.document_id)

    return await _change(app, caller, owned, work)


async def move_sticker(
    app: App, caller: Caller, owned: StickerSet, document_id: int, position: int
) -> types.messages.StickerSet:
    """Put a sticker of a set at another place, counted from 0; places past the end are the end.

    Raises:
        RpcError: 400 STICKER_INVALID.
    """
    if position < 0:
        raise bad_request(NO_STICKER)

    async def work(main: Executor, locked: StickerSet, stickers: list[Sticker]) -> None:
        moved = _one(stickers, document_id)
        order = [one for one in stickers if one != moved]
        order.insert(position, moved)
        await put_stickers(main, locked, order)

    return await _change(app, caller, owned, work)


async def edit_sticker(
    app: App, caller: Caller, owned: StickerSet, document_id: int, edit: StickerEdit
) -> types.messages.StickerSet:
    """Give a sticker other emoji, keywords, or another place on a face.

    Raises:
        RpcError: 400 STICKER_INVALID, STICKER_EMOJI_INVALID.
    """

    async def work(main: Executor, locked: StickerSet, stickers: list[Sticker]) -> None:
        old = _one(stickers, document_id)
        new = replace(
            old,
            emoji=old.emoji if edit.emoji is None else emoji_of(edit.emoji),
            keywords=old.keywords if edit.keywords is None else keywords_of(edit.keywords),
            mask=old.mask if edit.mask is None else mask_of(edit.mask, locked.kind),
        )
        await put_stickers(main, locked, [new if one == old else one for one in stickers])
        await _describe(main, {document_id: described(app, locked, new)})

    return await _change(app, caller, owned, work)


async def rename(
    app: App, caller: Caller, owned: StickerSet, title: str
) -> types.messages.StickerSet:
    """Give a set another title, one that `title_of` returned."""

    async def work(main: Executor, locked: StickerSet, _stickers: list[Sticker]) -> None:
        await rename_set(main, locked, title)

    return await _change(app, caller, owned, work)


async def change_thumb(
    app: App,
    caller: Caller,
    owned: StickerSet,
    picture: Picture | None,
    document_id: int | None = None,
) -> types.messages.StickerSet:
    """Give a set another picture: a file, one of its custom emoji, or its first sticker again.

    Raises:
        RpcError: 400 STICKER_INVALID for an emoji that is not in the set.
    """

    async def work(main: Executor, locked: StickerSet, stickers: list[Sticker]) -> None:
        if document_id is not None:
            if locked.kind is not Kind.EMOJI:
                raise bad_request(NO_STICKER)
            _one(stickers, document_id)
        if picture is not None:
            await insert_files(main, [picture.file])
        thumb = None if picture is None else picture.thumb
        await set_thumb(main, locked.set_id, thumb, document_id)

    return await _change(app, caller, owned, work)


async def delete(app: App, caller: Caller, owned: StickerSet) -> None:
    """Delete a set: its name is free again, its stickers stay in messages.

    Raises:
        RpcError: 400 STICKERSET_INVALID.
    """
    box = BoxId(owned.owner_id)
    async with app.store.boxes.change([box], now=app.now) as change:
        locked = await lock_set(change.main, owned.set_id)
        if locked is None:
            raise bad_request(NO_SET)
        await _let_go(app, change.main, locked.kind, await stickers_of(change.main, locked.set_id))
        await delete_set(change.main, locked)
        if await drop_installed(change.tx, box, [locked.set_id]):
            change.log(box, sets_changed(locked.kind), exclude_session=caller.session)
    await app.bus.publish(change.events)


def sets_changed(kind: Kind) -> types.UpdateStickerSets:
    """Return the update that makes a client read its sets of a kind again."""
    return types.UpdateStickerSets(masks=kind is Kind.MASKS, emojis=kind is Kind.EMOJI)


async def _change(
    app: App, caller: Caller, owned: StickerSet, work: Work
) -> types.messages.StickerSet:
    box = BoxId(owned.owner_id)
    async with app.store.boxes.change([box], now=app.now) as change:
        locked = await lock_set(change.main, owned.set_id)
        if locked is None:
            raise bad_request(NO_SET)
        await work(change.main, locked, await stickers_of(change.main, locked.set_id))
        now = await touch_set(change.main, locked.set_id)
        install = (await installs_of(change.tx, box, [locked.set_id])).get(locked.set_id)
        if install is not None:
            change.log(box, sets_changed(locked.kind), exclude_session=caller.session)
    await app.bus.publish(change.events)
    return await full_set(app, now, caller.me, install if caller.box == box else None)


def _one(stickers: Sequence[Sticker], document_id: int) -> Sticker:
    for one in stickers:
        if one.document_id == document_id:
            return one
    raise bad_request(NO_STICKER)


async def _let_go(app: App, main: Executor, kind: Kind, gone: Sequence[Sticker]) -> None:
    """Write in documents that they are in no set any more."""
    await _describe(main, {one.document_id: described(app, None, one, kind=kind) for one in gone})


async def _describe(main: Executor, attributes: dict[int, types.TypeDocumentAttribute]) -> None:
    """Write what documents are as stickers."""
    values = {}
    for file_id, value in (await file_values(main, list(attributes))).items():
        document = tl.decode(value)
        assert isinstance(document, types.Document)
        old = sticker_attribute(document)
        kept = [attributes[file_id] if one is old else one for one in document.attributes]
        values[file_id] = tl.encode(changed(document, attributes=kept))
    await set_file_values(main, values)
