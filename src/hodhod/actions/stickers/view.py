"""Sticker sets as somebody sees them: installed or not, theirs or not."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.media.files import document_of
from hodhod.domain.access_hash import Kind as HashKind
from hodhod.domain.access_hash import access_hash
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.sticker_set import Kind, Sticker, StickerSet, packs
from hodhod.domain.stored_file import StoredFile
from hodhod.store.installed_sets import Installed, installs_of
from hodhod.tl import types

TGS, WEBM = "application/x-tgsticker", "video/webm"


def set_object(
    app: App, one: StickerSet, viewer: UserId, install: Installed | None = None
) -> types.StickerSet:
    """Return a set without its stickers.

    Args:
        app: The working parts.
        one: The set.
        viewer: Who looks.
        install: How the viewer has it.
    """
    thumb = one.thumb
    size = None
    if thumb is not None:
        size = types.PhotoSize(type=thumb.type, w=thumb.side, h=thumb.side, size=thumb.size)
    return types.StickerSet(
        # Clients up to layer 180 or so expect sets of one kind of file.
        animated=one.mime_types == (TGS,),
        videos=one.mime_types == (WEBM,),
        archived=install is not None and install.archived,
        masks=one.kind is Kind.MASKS,
        emojis=one.kind is Kind.EMOJI,
        text_color=one.text_color,
        creator=viewer == one.owner_id,
        installed_date=None if install is None else install.installed_at,
        id=one.set_id,
        access_hash=access_hash(app.secret, HashKind.STICKER_SET, one.set_id),
        title=one.title,
        short_name=one.short_name,
        thumbs=None if size is None else [size],
        thumb_dc_id=None if size is None else app.policy.dc_id,
        thumb_version=None if thumb is None else thumb.version,
        thumb_document_id=one.thumb_document_id,
        count=one.count,
        hash=one.hash,
    )


def input_set(app: App, set_id: int) -> types.InputStickerSetID:
    """Return how documents name their set."""
    return types.InputStickerSetID(
        id=set_id, access_hash=access_hash(app.secret, HashKind.STICKER_SET, set_id)
    )


async def full_set(
    app: App, one: StickerSet, viewer: UserId, install: Installed | None = None
) -> types.messages.StickerSet:
    """Return a set with its stickers, for a viewer who has it so."""
    stickers = await app.store.sticker_sets.stickers(one.set_id)
    documents = await documents_of(app, [sticker.document_id for sticker in stickers])
    return types.messages.StickerSet(
        set=set_object(app, one, viewer, install),
        packs=packs(stickers),
        keywords=_keywords(stickers),
        documents=documents,
    )


async def seen_set(app: App, one: StickerSet, viewer: UserId) -> types.messages.StickerSet:
    """Return a set with its stickers, as a viewer has it."""
    box = BoxId(viewer)
    installs = await installs_of(app.store.shard(box), box, [one.set_id])
    return await full_set(app, one, viewer, installs.get(one.set_id))


async def covered(
    app: App, sets: Sequence[StickerSet], viewer: UserId
) -> list[types.TypeStickerSetCovered]:
    """Return sets, each with its first sticker."""
    box = BoxId(viewer)
    installs = await installs_of(app.store.shard(box), box, [one.set_id for one in sets])
    covers = await app.store.files.by_ids([one.cover_id for one in sets if one.cover_id])
    shown: list[types.TypeStickerSetCovered] = []
    for one in sets:
        described = set_object(app, one, viewer, installs.get(one.set_id))
        cover = covers.get(one.cover_id or 0)
        if cover is None:
            shown.append(types.StickerSetMultiCovered(set=described, covers=()))
        else:
            shown.append(types.StickerSetCovered(set=described, cover=document_of(app, cover)))
    return shown


async def documents_of(app: App, file_ids: Sequence[int]) -> list[types.Document]:
    """Return documents in the order of their ids; those that are gone are left out."""
    found = await app.store.files.by_ids(file_ids) if file_ids else {}
    return [
        document_of(app, found[file_id])
        for file_id in file_ids
        if file_id in found and is_document(found[file_id])
    ]


def is_document(file: StoredFile) -> bool:
    """Tell whether a file is a document and no photo."""
    return isinstance(tl.decode(file.value), types.Document)


def packs_of(documents: Sequence[types.Document]) -> list[types.StickerPack]:
    """Return which of some stickers stand for which emoji, as they say themselves."""
    return packs(
        [
            Sticker(document.id, (one.alt,), (), document.mime_type)
            for document in documents
            for one in document.attributes
            if isinstance(one, types.DocumentAttributeSticker) and one.alt
        ]
    )


def _keywords(stickers: Sequence[Sticker]) -> list[types.StickerKeyword]:
    return [
        types.StickerKeyword(document_id=one.document_id, keyword=list(one.keywords))
        for one in stickers
        if one.keywords
    ]
