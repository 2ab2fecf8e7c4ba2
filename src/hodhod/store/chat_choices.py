"""How people use supergroups and channels: in whose name they write, how forums are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hodhod.domain.ids import BoxId, PeerId
from hodhod.store.database import Executor


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody uses a supergroup or channel.

    Attributes:
        send_as: In whose name they write there; None for their own.
        as_messages: Whether a forum is shown as one chat.
    """

    send_as: PeerId | None = None
    as_messages: bool = False


async def choices_of(db: Executor, box_id: BoxId, peers: Sequence[PeerId]) -> dict[PeerId, Choice]:
    """Return how somebody uses chats; where nothing was chosen, there is nothing."""
    rows = await db.fetch("chat_choices_of", box_id, list(peers)) if peers else []
    return {
        PeerId(row["peer_id"]): Choice(
            None if row["send_as"] is None else PeerId(row["send_as"]), row["as_messages"]
        )
        for row in rows
    }


async def choose_send_as(
    tx: Executor, box_id: BoxId, peer_id: PeerId, send_as: PeerId | None
) -> None:
    """Note in whose name somebody writes in a chat, in a change of their box."""
    await tx.execute("choose_send_as", box_id, peer_id, send_as)


async def choose_as_messages(
    tx: Executor, box_id: BoxId, peer_id: PeerId, *, as_messages: bool
) -> bool:
    """Note whether a forum is shown as one chat; return whether that is new."""
    row = await tx.fetchrow("choose_as_messages", box_id, peer_id, as_messages)
    return row is not None
