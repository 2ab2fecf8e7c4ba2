"""Sticker sets for tests: drawn, uploaded and made as a client does it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import cast

from hodhod import tl
from hodhod.tl import TLObject, functions, types
from tests.api.upload import document
from tests.api.world import START, Person
from tests.blobs.sticker_files import webp

_names = itertools.count(1)

STICKER = types.DocumentAttributeSticker(alt="😀", stickerset=types.InputStickerSetEmpty())


def named(of: types.TypeDocument) -> types.InputDocument:
    assert isinstance(of, types.Document)
    return types.InputDocument(
        id=of.id, access_hash=of.access_hash, file_reference=of.file_reference
    )


async def item(
    person: Person,
    data: bytes | None = None,
    mime: str = "image/webp",
    *,
    emoji: str = "😀",
    keywords: str | None = None,
    mask: types.MaskCoords | None = None,
) -> types.InputStickerSetItem:
    """An uploaded file, as it is put into a set."""
    uploaded = await document(person, webp() if data is None else data, mime, (STICKER,))
    return types.InputStickerSetItem(
        document=named(uploaded), emoji=emoji, keywords=keywords, mask_coords=mask
    )


async def make_set(
    person: Person,
    *items: types.InputStickerSetItem,
    short_name: str = "",
    title: str = "Set",
    **more: object,
) -> types.messages.StickerSet:
    """A new set, of one sticker if nothing else is given."""
    request = functions.stickers.CreateStickerSet(
        user_id=types.InputUserSelf(),
        title=title,
        short_name=short_name or f"set_{next(_names)}",
        stickers=items or (await item(person),),
        **more,  # type: ignore[arg-type]
    )
    return whole(await person.call(request))


def whole(answer: object) -> types.messages.StickerSet:
    assert isinstance(answer, types.messages.StickerSet)
    return answer


def by_id(of: types.TypeStickerSet | types.messages.StickerSet) -> types.InputStickerSetID:
    one = of.set if isinstance(of, types.messages.StickerSet) else of
    return types.InputStickerSetID(id=one.id, access_hash=one.access_hash)


def ids(of: types.messages.StickerSet) -> list[int]:
    return [one.id for one in of.documents]


async def read_set(
    person: Person, which: types.TypeInputStickerSet, hash: int = 0
) -> types.messages.StickerSet:
    return whole(await person.call(functions.messages.GetStickerSet(stickerset=which, hash=hash)))


async def install(
    person: Person, which: types.messages.StickerSet, *, archived: bool = False
) -> object:
    return await person.call(
        functions.messages.InstallStickerSet(stickerset=by_id(which), archived=archived)
    )


async def installed(person: Person) -> list[types.StickerSet]:
    answer = await person.call(functions.messages.GetAllStickers(hash=0))
    assert isinstance(answer, types.messages.AllStickers)
    return list(answer.sets)


async def missed(person: Person) -> Sequence[TLObject]:
    """The updates that a device hears of which was away from the beginning."""
    answer = await person.world.dispatcher.call(
        person.caller, functions.updates.GetDifference(pts=1, date=START, qts=2)
    )
    if isinstance(answer, types.updates.DifferenceEmpty):
        return ()
    assert isinstance(answer, types.updates.Difference)
    return cast("Sequence[TLObject]", answer.other_updates)


async def told(person: Person, kind: type[TLObject]) -> list[TLObject]:
    """The updates of a kind that the other device was pushed, the same that the difference tells.

    The device that asked is not pushed what it did itself.
    """
    assert not person.saw(kind)
    pushed = person.other.saw(kind)
    told_later = [one for one in await missed(person) if isinstance(one, kind)]
    assert [tl.encode(one) for one in told_later] == [tl.encode(one) for one in pushed]
    return pushed


def whole_ids(of: types.messages.StickerSet) -> list[int]:
    """The ids of the documents in a set."""
    return [one.id for one in of.documents]
