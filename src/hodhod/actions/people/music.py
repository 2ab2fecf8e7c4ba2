"""The music on a profile: pieces in an order of their owner's, for those whom the rules let listen.

Source: https://core.telegram.org/api/profile#music
"""

from __future__ import annotations

from collections.abc import Collection

from hodhod.actions.app import App
from hodhod.actions.media.files import document_of
from hodhod.actions.people.privacy import permits
from hodhod.actions.people.seen import seen_accounts, with_shared_chats
from hodhod.actions.stickers.access import document_value, named_document
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.privacy import Key
from hodhod.store.installed_sets import KeptList, drop_kept, keep, kept
from hodhod.tl import types


async def piece_to_keep(app: App, named: types.TypeInputDocument) -> int:
    """Return the piece of music that a client names.

    Raises:
        RpcError: 400 DOCUMENT_INVALID, FILE_REFERENCE_EXPIRED.
    """
    file = await named_document(app, named, "DOCUMENT_INVALID")
    document = document_value(file)
    if document is None or not any(
        isinstance(one, types.DocumentAttributeAudio) and not one.voice
        for one in document.attributes
    ):
        raise bad_request("DOCUMENT_INVALID")
    return file.file_id


async def save(app: App, caller: Caller, piece: int, after: int | None) -> None:
    """Put a piece on one's profile: first, or behind another that is there.

    Raises:
        RpcError: 400 DOCUMENT_INVALID for another that is not there.
    """
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        # Whatever stands before it is put first again, from the last to the first.
        before = []
        if after is not None and after != piece:
            there = await kept(change.tx, caller.box, KeptList.MUSIC)
            order = [one for one in there if one.document_id != piece]
            places = [n for n, one in enumerate(order) if one.document_id == after]
            if not places:
                raise bad_request("DOCUMENT_INVALID")
            before = order[: places[0] + 1]
        await keep(change.tx, caller.box, KeptList.MUSIC, piece, change.now)
        for one in reversed(before):
            await keep(change.tx, caller.box, KeptList.MUSIC, one.document_id, one.date)
        change.log(caller.box, types.UpdateUser(user_id=caller.me), exclude_session=caller.session)
    await app.bus.publish(change.events)


async def remove(app: App, caller: Caller, piece: int) -> None:
    """Take a piece off one's profile; nothing happens when it is not there."""
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if await drop_kept(change.tx, caller.box, KeptList.MUSIC, piece):
            change.log(
                caller.box, types.UpdateUser(user_id=caller.me), exclude_session=caller.session
            )
    await app.bus.publish(change.events)


async def pieces_of(app: App, owner: UserId) -> list[int]:
    """Return the pieces on somebody's profile, by their ids, in their order."""
    box_id = BoxId(owner)
    rows = await kept(app.store.shard(box_id), box_id, KeptList.MUSIC)
    ids = [row.document_id for row in rows]
    found = await app.store.files.by_ids(ids) if ids else {}
    return [one for one in ids if one in found]


async def pieces_seen_by(app: App, caller: Caller, owner: UserId) -> list[int]:
    """Return the pieces on a profile that the caller may listen to: all, or none."""
    rules = await app.store.contacts.privacy(owner, (Key.SAVED_MUSIC,))
    (seen,) = await seen_accounts(app, [(caller.me, owner)])
    (seen,) = await with_shared_chats(app, [(seen, rules.values())])
    if not permits(Key.SAVED_MUSIC, rules.get(Key.SAVED_MUSIC), seen):
        return []
    return await pieces_of(app, owner)


async def described(app: App, pieces: Collection[int]) -> list[types.Document]:
    """Return pieces as clients see them, in the same order."""
    found = await app.store.files.by_ids(list(pieces)) if pieces else {}
    return [document_of(app, found[one]) for one in pieces if one in found]


async def first_piece(app: App, owner: UserId) -> types.Document | None:
    """Return what a profile plays first, or None."""
    documents = await described(app, (await pieces_of(app, owner))[:1])
    return documents[0] if documents else None
