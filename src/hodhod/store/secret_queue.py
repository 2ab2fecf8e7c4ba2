"""What waits for devices: encrypted messages, numbered by qts for each device.

    sent      3   4   5   6   7        qts of the device = 7
    taken     3   4   5                the device asked for the difference after 5
    waiting               6   7        told again at every difference, until they are taken

Of what is taken only the number stays for a day, so that what is sent again is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from hodhod.domain.event import Node
from hodhod.domain.ids import BoxId
from hodhod.domain.secret_chat import FIRST_QTS, SecretChatId, SecretMessage
from hodhod.store.database import Executor

MOST_WAITING = 5_000
"""Messages that may wait for a device: weeks of talk, and a bound to what a stranger fills."""

AT_ONCE = 1_000
"""Messages that are forgotten in one statement."""


class Outcome(IntEnum):
    """What became of a message. The numbers are those of the statement."""

    WAITS = 0
    SENT_BEFORE = 1
    NOT_OPEN = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Enqueued:
    """A message that was to be sent.

    Attributes:
        outcome: What became of it.
        auth_key_id: The device that it is for.
        qts: Its number for the device.
        date: When it was sent, the first time if it was sent before.
        file: Its file as it was sent then.
        nodes: Where the device's owner is online.
    """

    outcome: Outcome
    auth_key_id: int
    qts: int
    date: int
    file: bytes | None
    nodes: tuple[Node, ...]


async def enqueue(
    db: Executor,
    box_id: BoxId,
    chat_id: SecretChatId,
    *,
    random_id: int,
    date: int,
    service: bool,
    file: bytes | None,
    data: bytes,
) -> Enqueued:
    """Number a message and let it wait for the device that a side of a chat speaks through.

    Args:
        db: The shard of the receiving side.
        box_id: The receiving side.
        chat_id: The chat.
        random_id: The sender's number for the message.
        date: Unix time in seconds.
        service: Whether nobody need be notified of it.
        file: The file beside it, TL bytes.
        data: What it says.

    Raises:
        StoreUnavailable: The database does not answer.
    """
    row = await db.fetchrow(
        "send_secret", box_id, chat_id, random_id, date, service, file, data, MOST_WAITING
    )
    assert row is not None
    return Enqueued(
        Outcome(row["outcome"]),
        row["auth_key_id"] or 0,
        row["qts"],
        row["date"],
        row["file"],
        tuple(row["nodes"]),
    )


async def sent_before(
    db: Executor, box_id: BoxId, chat_id: SecretChatId, random_id: int
) -> tuple[int, bytes | None] | None:
    """Return the date and the file of a message that was sent to a side, or None."""
    row = await db.fetchrow("sent_secret", box_id, chat_id, random_id)
    return None if row is None else (row["date"], row["file"])


async def device_qts(db: Executor, box_id: BoxId, auth_key_id: int) -> int:
    """Return how far a device has been numbered."""
    qts = await db.fetchval("device_qts", box_id, auth_key_id)
    return qts if isinstance(qts, int) else FIRST_QTS


async def waiting(
    db: Executor, box_id: BoxId, auth_key_id: int, qts: int, limit: int
) -> list[SecretMessage]:
    """Return what waits for a device after a qts, in order."""
    rows = await db.fetch("waiting_secrets", box_id, auth_key_id, qts, limit)
    return [
        SecretMessage(
            chat_id=row["chat_id"],
            random_id=row["random_id"],
            date=row["date"],
            qts=row["qts"],
            service=row["service"],
            file=row["file"],
            data=row["data"],
        )
        for row in rows
    ]


async def take(db: Executor, box_id: BoxId, auth_key_id: int, qts: int) -> Sequence[int]:
    """Forget what a device has, which is all up to a qts; return the random_ids."""
    rows = await db.fetch("take_secrets", box_id, auth_key_id, qts)
    return [row["random_id"] for row in rows]


async def drop(tx: Executor, box_id: BoxId, chat_id: SecretChatId) -> None:
    """Forget what a side of a chat has waiting."""
    await tx.execute("drop_secrets", box_id, chat_id)


async def forget_devices(db: Executor, auth_key_ids: Sequence[int]) -> None:
    """Forget devices that are gone, and what waited for them in a shard."""
    await db.execute("forget_secret_devices", list(auth_key_ids))
    await db.execute("forget_secrets_of_devices", list(auth_key_ids))


async def forget_taken(db: Executor, before: int) -> int:
    """Forget the numbers of what devices had before a Unix time; return how many there were."""
    total = 0
    while count := await db.execute("forget_taken_secrets", before, AT_ONCE):
        total += count
    return total
