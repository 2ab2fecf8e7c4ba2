"""Topics of a forum: conversations of their own in one supergroup.

Source: https://core.telegram.org/api/forum
"""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId

GENERAL = MsgId(1)
"""The topic that every forum has: what belongs to no other."""

GENERAL_TITLE = "General"

COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
"""Colours of a topic's icon; the first is everybody's who names none."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a forum.

    Attributes:
        box_id: The forum's box.
        topic_id: The message that began it; 1 for General.
        title: Its name.
        color: The colour of its icon.
        emoji_id: The custom emoji on it, or None.
        creator_id: Who began it.
        from_id: Who that was shown to be.
        date: Unix time at which it began.
        closed: Whether only admins write in it.
        hidden: Whether it is not listed; of General.
        pinned_order: Place among the pinned, the lowest first; None when not pinned.
        last_id: Its newest message, 0 when there is none.
    """

    box_id: BoxId
    topic_id: MsgId
    title: str
    color: int
    emoji_id: int | None
    creator_id: UserId
    from_id: PeerId
    date: int
    closed: bool = False
    hidden: bool = False
    pinned_order: int | None = None
    last_id: MsgId = MsgId(0)  # noqa: RUF009 - a number by another name
