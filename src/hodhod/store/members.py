"""Members of groups and channels, and what each of them has read and not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from hodhod.domain.chat import Member, Role
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.domain.rights import Admin, Ban
from hodhod.store.database import Executor, Row


class Mark(IntEnum):
    """What somebody has not seen yet. Stored: never renumber."""

    MENTION = 1
    REACTION = 2


@dataclass(frozen=True, slots=True)
class ChannelView:
    """How somebody sees the box of a supergroup or channel.

    Attributes:
        peer_id: The box's peer.
        top_message: Its newest message, or None.
        top_date: Its Unix time.
        messages: How many it has.
        pts: Where it is.
        read_max: Up to where the viewer has read.
        min_id: Up to where messages are hidden from them.
        unread: Messages of others after that.
        mentions: Mentions of them not seen yet.
        reactions: Reactions to their messages not seen yet.
    """

    peer_id: PeerId
    top_message: MsgId | None
    top_date: int
    messages: int
    pts: int
    read_max: MsgId
    min_id: MsgId
    unread: int
    mentions: int
    reactions: int


async def read_members(
    db: Executor, peer_id: PeerId, user_ids: Iterable[int]
) -> dict[UserId, Member]:
    """Return what some people are in a chat; those who are nothing are left out."""
    rows = await db.fetch("members_by_ids", peer_id, list(user_ids))
    return {UserId(row["user_id"]): member_of(row) for row in rows}


async def member_ids(db: Executor, peer_id: PeerId, limit: int) -> list[UserId]:
    """Return who is in a chat, who came first first."""
    rows = await db.fetch("member_ids", peer_id, limit)
    return [UserId(row["user_id"]) for row in rows]


async def recent_members(db: Executor, peer_id: PeerId, offset: int, limit: int) -> list[Member]:
    """Return who is in a chat, who came last first."""
    rows = await db.fetch("members_recent", peer_id, offset, limit)
    return [member_of(row) for row in rows]


async def members_of_roles(
    db: Executor,
    peer_id: PeerId,
    roles: Sequence[Role],
    *,
    joined: bool | None,
    offset: int,
    limit: int,
) -> list[Member]:
    """Return those of some roles, the creator first; plain members are not among them."""
    rows = await db.fetch(
        "members_of_roles", peer_id, [int(role) for role in roles], joined, offset, limit
    )
    return [member_of(row) for row in rows]


async def count_roles(db: Executor, peer_id: PeerId) -> dict[Role, int]:
    """Return how many there are of each role but plain members."""
    rows = await db.fetch("count_members_of_roles", peer_id)
    return {Role(row["role"]): row["count"] for row in rows}


async def write_member(tx: Executor, member: Member) -> None:
    """Write what somebody is in a chat, in a transaction that has locked it."""
    await tx.execute(
        "write_member",
        member.peer_id,
        member.user_id,
        member.role,
        member.joined,
        member.date,
        member.inviter_id,
        int(member.admin),
        member.rank,
        member.promoted_by,
        int(member.ban),
        member.until,
        member.banned_by,
        member.min_id,
        member.read_max,
        member.last_sent,
        member.via_request,
    )


async def drop_member(tx: Executor, peer_id: PeerId, user_id: UserId) -> None:
    """Forget what somebody was in a chat."""
    await tx.execute("drop_member", peer_id, user_id)


async def write_membership(tx: Executor, user_id: UserId, peer_id: PeerId, date: int) -> None:
    """Note in somebody's shard that they are in a chat."""
    await tx.execute("write_membership", user_id, peer_id, date)


async def drop_membership(tx: Executor, user_id: UserId, peer_id: PeerId) -> None:
    """Note in somebody's shard that they are not in a chat any more."""
    await tx.execute("drop_membership", user_id, peer_id)


async def read_member(tx: Executor, peer_id: PeerId, user_id: UserId, max_id: int) -> bool:
    """Note up to where somebody has read a supergroup or channel; return whether that is new."""
    return await tx.fetchrow("read_member", peer_id, user_id, max_id) is not None


async def note_sent(tx: Executor, peer_id: PeerId, user_id: UserId, now: int) -> None:
    """Note when somebody wrote last, for slow mode."""
    await tx.execute("note_sent", peer_id, user_id, now)


async def hide_from_member(
    tx: Executor, peer_id: PeerId, user_id: UserId, max_id: int
) -> MsgId | None:
    """Hide messages up to one from somebody; return up to where they are hidden now."""
    row = await tx.fetchrow("hide_from_member", peer_id, user_id, max_id)
    return None if row is None else MsgId(row["min_id"])


async def channel_views(
    db: Executor, user_id: UserId, peers: Sequence[PeerId]
) -> list[ChannelView]:
    """Return how somebody sees the boxes of supergroups and channels, in no order."""
    rows = await db.fetch("channel_dialogs", list(peers), [user_id] * len(peers))
    return [
        ChannelView(
            peer_id=PeerId(row["peer_id"]),
            top_message=_shown(row["top_message"], row["min_id"] or 0),
            top_date=row["top_date"] or 0,
            messages=row["messages"] or 0,
            pts=row["pts"],
            read_max=MsgId(row["read_max"] or 0),
            min_id=MsgId(row["min_id"] or 0),
            unread=row["newer"] - row["own"],
            mentions=row["mentions"],
            reactions=row["reactions"],
        )
        for row in rows
    ]


async def moved_since(db: Executor, boxes: Sequence[BoxId], date: int) -> dict[BoxId, int]:
    """Return which boxes have changed since a Unix time, and their pts."""
    rows = await db.fetch("moved_since", list(boxes), date)
    return {BoxId(row["box_id"]): row["pts"] for row in rows}


async def write_marks(
    tx: Executor, marks: Iterable[tuple[BoxId, UserId, MsgId]], kind: Mark
) -> None:
    """Note messages that concern people who have not seen them yet."""
    columns = list(zip(*marks, strict=True))
    if columns:
        await tx.execute("write_marks", *(list(column) for column in columns), kind)


async def see_marks(
    tx: Executor, box_id: BoxId, user_id: UserId, kind: Mark, msg_ids: Sequence[int]
) -> list[MsgId]:
    """Note that somebody has seen messages; return those that waited for it."""
    rows = await tx.fetch("see_marks", box_id, user_id, kind, list(msg_ids))
    return sorted(MsgId(row["msg_id"]) for row in rows)


async def see_marks_until(tx: Executor, box_id: BoxId, user_id: UserId, max_id: MsgId) -> None:
    """Let nothing up to a message wait for somebody: it is not shown to them any more."""
    await tx.execute("see_marks_until", box_id, user_id, max_id)


async def marks_of(
    db: Executor, box_id: BoxId, user_id: UserId, kind: Mark, *, below: int, above: int, limit: int
) -> list[MsgId]:
    """Return what waits to be seen by somebody, the newest first, ids between two, exclusive."""
    rows = await db.fetch("marks_of", box_id, user_id, kind, below, above, limit)
    return [MsgId(row["msg_id"]) for row in rows]


async def marks_on(
    db: Executor, keys: Sequence[tuple[BoxId, UserId, MsgId]]
) -> dict[tuple[BoxId, MsgId, Mark], bool]:
    """Return which of some messages concern the people named with them, and whether they saw it."""
    columns = [list(column) for column in zip(*keys, strict=True)]
    if not columns:
        return {}
    rows = await db.fetch("marks_on", *columns)
    return {
        (BoxId(row["box_id"]), MsgId(row["msg_id"]), Mark(row["kind"])): row["seen"] for row in rows
    }


async def mentioned_in(
    db: Executor, box_id: BoxId, msg_ids: Sequence[int]
) -> dict[MsgId, list[UserId]]:
    """Return whom messages of a box mention; those that mention nobody are left out."""
    found: dict[MsgId, list[UserId]] = {}
    rows = await db.fetch("mentioned_in", box_id, list(msg_ids), Mark.MENTION)
    for row in rows:
        found.setdefault(MsgId(row["msg_id"]), []).append(UserId(row["user_id"]))
    return found


async def drop_marks(
    tx: Executor, key: tuple[BoxId, MsgId], user_ids: Sequence[UserId], kind: Mark
) -> None:
    """Let a message concern some people no more."""
    if user_ids:
        await tx.execute("drop_marks", *key, list(user_ids), kind)


async def forget_marks(tx: Executor, keys: Sequence[tuple[BoxId, MsgId]]) -> None:
    """Forget what waited to be seen of messages that are gone."""
    if keys:
        await tx.execute("forget_marks", [box for box, _ in keys], [msg_id for _, msg_id in keys])


def member_of(row: Row, *, read_max: int | None = None) -> Member:
    """Return a member's row as a value; where a join has two read_max, the member's is given."""
    return Member(
        peer_id=PeerId(row["peer_id"]),
        user_id=UserId(row["user_id"]),
        role=Role(row["role"]),
        joined=row["joined"],
        date=row["date"],
        inviter_id=row["inviter_id"],
        admin=Admin(row["admin"]),
        rank=row["rank"],
        promoted_by=row["promoted_by"],
        ban=Ban(row["ban"]),
        until=row["until"],
        banned_by=row["banned_by"],
        min_id=row["min_id"],
        read_max=MsgId(row["read_max"] if read_max is None else read_max),
        last_sent=row["last_sent"],
        via_request=row["via_request"],
    )


def _shown(top_message: int | None, min_id: int) -> MsgId | None:
    return None if top_message is None or top_message <= min_id else MsgId(top_message)
