"""What people do with folders that are shared by links."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.chatlist import slug_in
from hodhod.domain.ids import from_tl_peer
from hodhod.tl import TLFunction, functions, types
from tests.api.world import Person, Room

FOLDER = 5
LIST = types.InputChatlistDialogFilter(filter_id=FOLDER)


def titled(text: str) -> types.TextWithEntities:
    return types.TextWithEntities(text=text, entities=())


def plain(person: Person, *rooms: Room, folder_id: int = FOLDER, **rules: object) -> TLFunction:
    asked: dict[str, object] = {"exclude_peers": (), **rules}
    return functions.messages.UpdateDialogFilter(
        id=folder_id,
        filter=types.DialogFilter(
            id=folder_id,
            title=titled("Reading"),
            emoticon="📚",
            pinned_peers=(),
            include_peers=[person.peer(one) for one in rooms],
            **asked,  # type: ignore[arg-type]
        ),
    )


async def folders(person: Person) -> dict[int, types.DialogFilter | types.DialogFilterChatlist]:
    answer = await person.call(functions.messages.GetDialogFilters())
    assert isinstance(answer, types.messages.DialogFilters)
    return {
        one.id: one
        for one in answer.filters
        if isinstance(one, types.DialogFilter | types.DialogFilterChatlist)
    }


async def export(
    person: Person, *rooms: Room, title: str = "For friends", folder_id: int = FOLDER
) -> str:
    answer = await person.call(
        functions.chatlists.ExportChatlistInvite(
            chatlist=types.InputChatlistDialogFilter(filter_id=folder_id),
            title=title,
            peers=[person.peer(one) for one in rooms],
        )
    )
    assert isinstance(answer, types.chatlists.ExportedChatlistInvite)
    assert isinstance(answer.filter, types.DialogFilterChatlist)
    assert answer.filter.has_my_invites
    slug = slug_in(answer.invite.url)
    assert slug is not None
    return slug


async def shared(owner: Person, *rooms: Room) -> str:
    """A folder with some rooms, and a link to all of them."""
    await owner.call(plain(owner, *rooms))
    return await export(owner, *rooms)


async def check(
    person: Person, slug: str
) -> types.chatlists.ChatlistInvite | types.chatlists.ChatlistInviteAlready:
    answer = await person.call(functions.chatlists.CheckChatlistInvite(slug=slug))
    assert isinstance(
        answer, types.chatlists.ChatlistInvite | types.chatlists.ChatlistInviteAlready
    )
    return answer


async def join(person: Person, slug: str, *rooms: Room) -> types.Updates:
    answer = await person.call(
        functions.chatlists.JoinChatlistInvite(slug=slug, peers=[person.peer(one) for one in rooms])
    )
    assert isinstance(answer, types.Updates)
    return answer


async def edit(person: Person, slug: str, **more: object) -> types.ExportedChatlistInvite:
    answer = await person.call(
        functions.chatlists.EditExportedInvite(chatlist=LIST, slug=slug, **more)  # type: ignore[arg-type]
    )
    assert isinstance(answer, types.ExportedChatlistInvite)
    return answer


async def news(person: Person, folder_id: int) -> list[int]:
    answer = await person.call(
        functions.chatlists.GetChatlistUpdates(
            chatlist=types.InputChatlistDialogFilter(filter_id=folder_id)
        )
    )
    assert isinstance(answer, types.chatlists.ChatlistUpdates)
    assert len(answer.chats) == len(answer.missing_peers)
    return [from_tl_peer(one) for one in answer.missing_peers]


def named(peers: Sequence[types.TypePeer]) -> list[int]:
    return [from_tl_peer(one) for one in peers]


async def is_in(person: Person, room: Room) -> bool:
    seen = await person.world.app.store.chats.seen_by(person.id, room.peer_id)
    return seen is not None and seen.joined
