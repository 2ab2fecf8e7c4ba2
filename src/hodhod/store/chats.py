"""Groups and channels as rows: what they are, and what each viewer is in them."""

from __future__ import annotations

from asyncio import gather
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from hodhod.domain.chat import Chat, ChatKind, SeenChat
from hodhod.domain.ids import (
    BoxId,
    MsgId,
    PeerId,
    UserId,
    peer_of_channel,
    peer_of_chat,
)
from hodhod.domain.rights import Ban
from hodhod.domain.search_text import index_tokens, tsquery
from hodhod.store.append import token_text
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Executor, Row
from hodhod.store.members import member_of

Pair = tuple[UserId, PeerId]
"""Who looks, and at what."""

MEMBERSHIPS_LIMIT = 1_000
"""Chats that somebody is in; the API's limits are below it."""


class Chats:
    """The groups and channels of this server.

    Args:
        main: What is in no shard.
        shards: The databases of the shards.
        shard_number: Tells which of them a box is in.
    """

    def __init__(
        self, main: Database, shards: Sequence[Database], shard_number: Callable[[BoxId], int]
    ) -> None:
        self._main = main
        self._shards = shards
        self._shard_number = shard_number
        self._seen = [
            Batcher(partial(_read_seen, shard), max_items=500, max_waiting=50_000, at_once=2)
            for shard in shards
        ]

    async def next_group(self) -> PeerId:
        """Return the peer of a basic group that is to be made."""
        return peer_of_chat(await self._next("next_group_id"))

    async def next_channel(self) -> PeerId:
        """Return the peer of a supergroup or channel that is to be made."""
        return peer_of_channel(await self._next("next_channel_id"))

    async def get(self, peer_id: PeerId) -> Chat | None:
        """Return a chat, or None when there never was one.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        row = await self._shard(peer_id).fetchrow("chats_by_ids", [peer_id])
        return None if row is None else chat_of(row)

    async def seen(self, pairs: Iterable[Pair]) -> list[SeenChat]:
        """Return chats as seen: for each pair (viewer, chat) that exists, in order.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        asked = [self._seen[self._number(peer_id)].submit((who, peer_id)) for who, peer_id in pairs]
        return [one for one in await gather(*asked) if one is not None]

    async def seen_by(self, viewer_id: UserId, peer_id: PeerId) -> SeenChat | None:
        """Return a chat as somebody sees it, or None when there is none.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        return await self._seen[self._number(peer_id)].submit((viewer_id, peer_id))

    async def public_by_title(self, text: str, limit: int) -> list[PeerId]:
        """Return public chats with some words in their titles, those with most members first.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        words = tsquery(text)
        if not words:
            return []
        found = await gather(
            *(shard.fetch("public_by_title", words, limit) for shard in self._shards)
        )
        rows = sorted(
            (row for some in found for row in some),
            key=lambda row: (-row["members"], row["peer_id"]),
        )
        return [PeerId(row["peer_id"]) for row in rows[:limit]]

    async def of_user(self, user_id: UserId) -> list[PeerId]:
        """Return the chats that somebody is in.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        rows = await self._shard(PeerId(user_id)).fetch("memberships_of", [user_id])
        return [PeerId(row["peer_id"]) for row in rows]

    async def close(self) -> None:
        """Finish what was submitted."""
        for reader in self._seen:
            await reader.close()

    def _number(self, peer_id: PeerId) -> int:
        return self._shard_number(BoxId(peer_id))

    def _shard(self, peer_id: PeerId) -> Database:
        return self._shards[self._number(peer_id)]

    async def _next(self, query: str) -> int:
        number = await self._main.fetchval(query)
        assert isinstance(number, int)
        return number


async def insert_chat(tx: Executor, chat: Chat) -> None:
    """Make a chat, without members, in a change of its box."""
    await tx.execute(
        "insert_chat",
        chat.peer_id,
        chat.kind,
        chat.title,
        chat.about,
        chat.creator_id,
        chat.created_at,
    )
    await write_chat(tx, chat)


async def lock_chat(tx: Executor, peer_id: PeerId) -> Chat | None:
    """Return a chat that nobody else changes until the transaction ends."""
    row = await tx.fetchrow("lock_chat", peer_id)
    return None if row is None else chat_of(row)


async def write_chat(tx: Executor, chat: Chat) -> None:
    """Write what people change of a chat; it was locked. Counters are left as they are."""
    await tx.execute(
        "write_chat",
        chat.peer_id,
        chat.creator_id,
        chat.migrated_to,
        chat.migrated_from,
        chat.linked_id,
        chat.photo_id,
        chat.version,
        int(chat.default_ban),
        chat.migrated_max,
        chat.slowmode_s,
        chat.reactions_limit,
        chat.ttl_period,
        chat.kind,
        chat.deleted,
        chat.noforwards,
        chat.signatures,
        chat.profiles,
        chat.prehistory_hidden,
        chat.forum,
        chat.join_to_send,
        chat.join_request,
        chat.members_hidden,
        chat.antispam,
        chat.title,
        chat.about,
        chat.username,
        chat.photo,
        chat.reactions,
        chat.stickers_id,
        chat.emoji_stickers_id,
        chat.color,
        chat.profile_color,
        chat.emoji_status,
        chat.main_tab,
    )
    if not chat.is_group:
        await _file_title(tx, chat)


async def _file_title(tx: Executor, chat: Chat) -> None:
    """Let strangers find a chat by the words of its title, as long as it is public."""
    tokens = token_text(index_tokens(chat.title))
    if chat.public and not chat.deleted and tokens:
        await tx.execute("file_public_title", chat.peer_id, tokens)
    else:
        await tx.execute("drop_public_title", chat.peer_id)


async def set_chat_ttl(tx: Executor, peer_id: PeerId, ttl_period: int | None) -> None:
    """Set after how many seconds new messages of a chat delete themselves."""
    await tx.execute("set_chat_ttl", peer_id, ttl_period)


async def note_stories(tx: Executor, peer_id: PeerId, until: int) -> None:
    """Note until when a chat has active stories."""
    await tx.execute("note_chat_stories", peer_id, until)


async def count_members(tx: Executor, peer_id: PeerId, change: int) -> int:
    """Count those who came and went; return how many there are."""
    row = await tx.fetchrow("count_members", peer_id, change)
    return 0 if row is None else int(row["members"])


async def note_read(
    tx: Executor, peer_id: PeerId, user_id: UserId, max_id: int
) -> tuple[MsgId, MsgId, UserId] | None:
    """Note that somebody has read a chat up to a message.

    Returns:
        What was known before, as (read_max, read_second, read_by); None if nothing is new.
    """
    row = await tx.fetchrow("note_chat_read", peer_id, user_id, max_id)
    return None if row is None else (row["read_max"], row["read_second"], row["read_by"])


def chat_of(row: Row) -> Chat:
    """Return a chat's row as a value."""
    return Chat(
        peer_id=PeerId(row["peer_id"]),
        kind=ChatKind(row["kind"]),
        title=row["title"],
        about=row["about"],
        creator_id=UserId(row["creator_id"]),
        created_at=row["created_at"],
        members=row["members"],
        version=row["version"],
        default_ban=Ban(row["default_ban"]),
        photo=row["photo"],
        photo_id=row["photo_id"],
        username=row["username"],
        deleted=row["deleted"],
        migrated_to=row["migrated_to"],
        migrated_from=row["migrated_from"],
        migrated_max=row["migrated_max"],
        linked_id=row["linked_id"],
        noforwards=row["noforwards"],
        signatures=row["signatures"],
        profiles=row["profiles"],
        slowmode_s=row["slowmode_s"],
        prehistory_hidden=row["prehistory_hidden"],
        forum=row["forum"],
        join_to_send=row["join_to_send"],
        join_request=row["join_request"],
        members_hidden=row["members_hidden"],
        antispam=row["antispam"],
        reactions=row["reactions"],
        reactions_limit=row["reactions_limit"],
        ttl_period=row["ttl_period"],
        read_max=row["read_max"],
        read_by=row["read_by"],
        read_second=row["read_second"],
        requests=row["requests"],
        stories_until=row["stories_until"],
        stickers_id=row["stickers_id"],
        emoji_stickers_id=row["emoji_stickers_id"],
        color=row["color"],
        profile_color=row["profile_color"],
        emoji_status=row["emoji_status"],
        main_tab=row["main_tab"],
    )


async def _read_seen(shard: Database, pairs: Sequence[Pair]) -> list[SeenChat | None]:
    distinct = list(dict.fromkeys(pairs))
    rows = await shard.fetch(
        "chats_as_seen", [viewer for viewer, _ in distinct], [peer for _, peer in distinct]
    )
    found = {(row["viewer_id"], row["peer_id"]): _seen(row) for row in rows}
    return [found.get(pair) for pair in pairs]


def _seen(row: Row) -> SeenChat:
    member = None if row["user_id"] is None else member_of(row, read_max=row["member_read_max"])
    return SeenChat(viewer_id=UserId(row["viewer_id"]), chat=chat_of(row), member=member)
