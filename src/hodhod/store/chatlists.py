"""Links to folders, and folders that came by them, as rows.

Changes are made while the box of the folder's owner is locked.
"""

from __future__ import annotations

from hodhod.domain.chatlist import Chatlist, JoinedList
from hodhod.domain.ids import PeerId, UserId
from hodhod.store.database import Executor, Row


async def chatlist_by_slug(main: Executor, slug: str) -> Chatlist | None:
    """Return a link, or None."""
    row = await main.fetchrow("chatlist_by_slug", slug)
    return None if row is None else _chatlist_of(row)


async def chatlists_of(main: Executor, user_id: UserId, folder_id: int) -> list[Chatlist]:
    """Return the links of a folder, the oldest first."""
    return [_chatlist_of(row) for row in await main.fetch("chatlists_of", user_id, folder_id)]


async def put_chatlist(main: Executor, link: Chatlist) -> None:
    """Make a link, or change its name and chats."""
    await main.execute(
        "put_chatlist",
        link.user_id,
        link.folder_id,
        link.date,
        link.slug,
        link.title,
        list(link.peers),
    )


async def drop_chatlist(main: Executor, link: Chatlist) -> bool:
    """Delete a link; False when it is gone already."""
    return await main.execute("drop_chatlist", link.user_id, link.folder_id, link.slug) > 0


async def drop_shared_folder(main: Executor, user_id: UserId, folder_id: int) -> None:
    """Forget the links of a folder that is gone, and by what link it came."""
    await main.execute("drop_shared_folder", user_id, folder_id)


async def joined_list(main: Executor, user_id: UserId, folder_id: int) -> JoinedList | None:
    """Return by what link a folder came, or None."""
    row = await main.fetchrow("chatlist_join", user_id, folder_id)
    return None if row is None else _joined_of(row)


async def joined_by_slug(main: Executor, user_id: UserId, slug: str) -> JoinedList | None:
    """Return somebody's folder that came by a link, or None."""
    row = await main.fetchrow("chatlist_join_by_slug", user_id, slug)
    return None if row is None else _joined_of(row)


async def put_joined_list(main: Executor, joined: JoinedList) -> None:
    """Note that a folder came by a link."""
    await main.execute(
        "put_chatlist_join",
        joined.user_id,
        joined.folder_id,
        joined.slug,
        list(joined.came),
        list(joined.hidden),
    )


def _chatlist_of(row: Row) -> Chatlist:
    return Chatlist(
        user_id=UserId(row["user_id"]),
        folder_id=row["folder_id"],
        date=row["date"],
        slug=row["slug"],
        title=row["title"],
        peers=tuple(PeerId(one) for one in row["peers"]),
    )


def _joined_of(row: Row) -> JoinedList:
    return JoinedList(
        user_id=UserId(row["user_id"]),
        folder_id=row["folder_id"],
        slug=row["slug"],
        came=tuple(PeerId(one) for one in row["came"]),
        hidden=tuple(PeerId(one) for one in row["hidden"]),
    )
