"""Secret chats, a row for each side in the shard of its box."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.ids import BoxId, UserId
from hodhod.domain.secret_chat import SecretChat, SecretChatId, State
from hodhod.store.database import Executor, Row

Device = tuple[int, BoxId]
"""A permanent key and the box of who is logged in with it."""

FIRST_DEVICE: Device = (-(2**63), BoxId(0))
"""Before every device."""

AT_ONCE = 500
"""Chats that are forgotten in one statement."""


async def find_chat(db: Executor, box_id: BoxId, chat_id: int) -> SecretChat | None:
    """Return a side of a chat, or None."""
    row = await db.fetchrow("secret_chat", box_id, chat_id)
    return None if row is None else _chat(row)


async def lock_chat(tx: Executor, box_id: BoxId, chat_id: int) -> SecretChat | None:
    """Return a side of a chat, or None; nothing is sent to it until the transaction ends."""
    row = await tx.fetchrow("locked_secret_chat", box_id, chat_id)
    return None if row is None else _chat(row)


async def insert_chat(
    tx: Executor,
    admin: BoxId,
    participant: BoxId,
    *,
    auth_key_id: int,
    chat_id: int,
    g_a: bytes,
    folder_id: int,
    now: int,
) -> None:
    """Make both sides of a chat that somebody asks for.

    Args:
        tx: A change of both boxes.
        admin: Who asks.
        participant: Who is asked.
        auth_key_id: The device that asks.
        chat_id: A number that neither side has a chat of.
        g_a: The device's public value.
        folder_id: Where it is shown first to who is asked.
        now: Unix time in seconds.
    """
    await tx.execute(
        "insert_secret_chat", admin, participant, auth_key_id, chat_id, g_a, now, folder_id
    )


async def open_chat(
    tx: Executor, chat: SecretChat, *, auth_key_id: int, g_b: bytes, fingerprint: int, now: int
) -> None:
    """Bind a requested chat to the device that accepts it; both boxes are locked."""
    await tx.execute(
        "open_secret_chat",
        chat.box_id,
        chat.peer_id,
        chat.chat_id,
        auth_key_id,
        g_b,
        fingerprint,
        now,
    )


async def discard_chat(tx: Executor, chat: SecretChat, *, history_deleted: bool, now: int) -> None:
    """End both sides of a chat; both boxes are locked."""
    await tx.execute(
        "discard_secret_chat", chat.box_id, chat.peer_id, chat.chat_id, history_deleted, now
    )


async def chats_of_keys(
    db: Executor, auth_key_ids: Sequence[int]
) -> list[tuple[BoxId, SecretChatId]]:
    """Return the sides in a shard that go through some devices and are not over."""
    rows = await db.fetch("secret_chats_of_keys", list(auth_key_ids))
    return [(row["box_id"], row["chat_id"]) for row in rows]


async def chats_of_box(db: Executor, box_id: BoxId) -> list[tuple[BoxId, SecretChatId]]:
    """Return the sides of a box that are not over."""
    rows = await db.fetch("secret_chats_of_box", box_id)
    return [(row["box_id"], row["chat_id"]) for row in rows]


async def devices_after(db: Executor, after: Device, limit: int) -> list[Device]:
    """Return devices in a shard that chats go through which are not over, in order."""
    rows = await db.fetch("secret_chat_devices", *after, limit)
    return [(row["auth_key_id"], row["box_id"]) for row in rows]


async def chats_told(db: Executor, box_id: BoxId, since: int, limit: int) -> list[SecretChat]:
    """Return the sides of a box that had something to learn since a Unix time, latest first."""
    rows = await db.fetch("secret_chats_told", box_id, since, limit)
    return [_chat(row) for row in rows]


async def note_read(db: Executor, box_id: BoxId, chat_id: int, max_date: int, now: int) -> bool:
    """Note up to which date the other side has read; return whether that is news."""
    return bool(await db.execute("read_secret_chat", box_id, chat_id, max_date, now))


async def forget_chats(db: Executor, before: int) -> int:
    """Forget chats that were over before a Unix time; return how many sides there were."""
    total = 0
    while count := await db.execute("forget_secret_chats", before, AT_ONCE):
        total += count
    return total


def _chat(row: Row) -> SecretChat:
    return SecretChat(
        box_id=row["box_id"],
        peer_id=UserId(row["peer_id"]),
        chat_id=row["chat_id"],
        state=State(row["state"]),
        is_admin=row["is_admin"],
        folder_id=row["folder_id"],
        auth_key_id=row["auth_key_id"],
        key_fingerprint=row["key_fingerprint"],
        g_a=row["g_a"],
        g_b=row["g_b"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        answered_at=row["answered_at"],
        read_max=row["read_max"],
        read_at=row["read_at"],
        history_deleted=row["history_deleted"],
    )
