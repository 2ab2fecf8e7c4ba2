"""What is done in a channel costs the same whether ten people are in it or a million.

Counted are the statements, the rows that they return, and the rows of members that the database
looks at for them: a single statement could still walk through everybody.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import asyncpg
import pytest

from hodhod.actions.updates.render import render_for_all
from hodhod.domain.event import BoxEvent, Event
from hodhod.domain.ids import BoxId, PeerId
from hodhod.store.database import Row, Transaction
from hodhod.tl import functions, types
from tests.api.participants import ban, full, listed
from tests.api.test_channel_difference import told_after
from tests.api.test_chats import history_of
from tests.api.world import Person, Room, World

FEW, CROWD = 10, 1_000_000
ONLINE = 1_000
"""Of the crowd."""

FIRST_SEEDED = 5_000_000
"""User ids of those who are written to the database all at once."""

LOOKED_AT = 400
"""Rows of members that a request may look at: a page of them, and what is around it."""

Deed = Callable[["Cast"], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in a channel.

    Attributes:
        room: Where.
        owner: Writes there.
        reader: Is in it.
        guest: Comes and goes.
    """

    room: Room
    owner: Person
    reader: Person
    guest: Person


@dataclass(slots=True)
class Counter:
    """What statements were run, and how many rows they returned or changed."""

    statements: list[str] = field(default_factory=list)
    rows: int = 0


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Count all that goes to the database, and let it say at once what it looked at for it."""
    counted = Counter()
    fetch, fetchrow, execute = Transaction.fetch, Transaction.fetchrow, Transaction.execute

    async def told(self: Transaction) -> None:
        await self._connection.execute("SELECT pg_stat_force_next_flush()")

    async def counting_fetch(self: Transaction, query: str, *args: object) -> list[Row]:
        rows = await fetch(self, query, *args)
        counted.statements.append(query)
        counted.rows += len(rows)
        await told(self)
        return rows

    async def counting_fetchrow(self: Transaction, query: str, *args: object) -> Row | None:
        row = await fetchrow(self, query, *args)
        counted.statements.append(query)
        counted.rows += row is not None
        await told(self)
        return row

    async def counting_execute(self: Transaction, query: str, *args: object) -> int:
        count = await execute(self, query, *args)
        counted.statements.append(query)
        counted.rows += count
        await told(self)
        return count

    monkeypatch.setattr(Transaction, "fetch", counting_fetch)
    monkeypatch.setattr(Transaction, "fetchrow", counting_fetchrow)
    monkeypatch.setattr(Transaction, "execute", counting_execute)
    return counted


async def fill(database: asyncpg.Connection[Row], room: PeerId, members: int, online: int) -> None:
    """Bring so many people into a channel, some of whom are connected."""
    await database.execute(
        """
        INSERT INTO s0.members (peer_id, user_id, date, role, joined)
        SELECT $1, $2 + n, 1700000000 + n, 1, true
        FROM generate_series(1, $3::bigint) AS n
        """,
        room,
        FIRST_SEEDED,
        members,
    )
    await database.execute(
        """
        INSERT INTO s0.memberships (box_id, peer_id, date)
        SELECT $2 + n, $1, 1700000000 + n
        FROM generate_series($3::bigint, $4::bigint) AS n
        """,
        room,
        FIRST_SEEDED,
        members - online + 1,  # the others' shards are of no account here
        members,
    )
    await database.execute(
        "UPDATE s0.chats SET members = members + $2 WHERE peer_id = $1", room, members
    )
    newest = (FIRST_SEEDED + members - online, FIRST_SEEDED + members)
    await database.execute(
        """
        INSERT INTO main.users (user_id, first_name, created_at)
        SELECT n, 'Member', 1700000000
        FROM generate_series($1::bigint + 1, $2::bigint) AS n
        ON CONFLICT DO NOTHING
        """,
        *newest,
    )
    await database.execute(
        """
        INSERT INTO s0.online (box_id, node)
        SELECT n, 'elsewhere' FROM generate_series($1::bigint + 1, $2::bigint) AS n
        ON CONFLICT DO NOTHING
        """,
        *newest,
    )
    await database.execute(
        "INSERT INTO s0.online (box_id, node) VALUES ($1, 'elsewhere') ON CONFLICT DO NOTHING", room
    )
    await database.execute("ANALYZE s0.members")
    await database.execute("ANALYZE s0.memberships")


async def looked_at(database: asyncpg.Connection[Row]) -> int:
    """How many rows of members the database has looked at in all its life."""
    found = await database.fetchval(
        """
        SELECT
            (
                SELECT sum(t.seq_tup_read) FROM pg_stat_user_tables AS t
                WHERE t.relname = ANY($1)
            ) + (
                SELECT sum(i.idx_tup_read) FROM pg_stat_user_indexes AS i
                WHERE i.relname = ANY($1)
            )
        """,
        ["members", "memberships", "member_names", "online"],
    )
    return int(found)


async def cast_of(world: World, database: asyncpg.Connection[Row], name: str, size: int) -> Cast:
    """Make a public channel of a size, with a post in it."""
    owner, reader, guest = [await world.user(f"{who} of {name}") for who in ("O", "R", "G")]
    room = await world.channel(owner, name, reader, broadcast=True)
    await owner.call(
        functions.channels.UpdateUsername(channel=owner.channel(room), username=f"{name}_news")
    )
    await fill(database, room.peer_id, size, min(size, ONLINE))
    await owner.say(room, "first")
    return Cast(room, owner, reader, guest)


async def post(cast: Cast) -> None:
    """Post, and do what a node does for all of its members together."""
    heard: list[Event] = []
    world = cast.owner.world
    world.app.bus.subscribe(heard.append)
    await cast.owner.say(cast.room, "news")
    mine = [one for one in heard if isinstance(one, BoxEvent) and one.box_id == cast.room.box]
    assert mine
    assert set(mine[0].nodes) == {world.app.bus.node, "elsewhere"}
    for event in mine:
        await render_for_all(world.app, cast.room.box, [event.update])


async def edit(cast: Cast) -> None:
    message = (await history_of(cast.owner, cast.room))[0]
    await cast.owner.call(
        functions.messages.EditMessage(
            peer=cast.owner.peer(cast.room), id=message.id, message="corrected"
        )
    )


async def read(cast: Cast) -> None:
    newest = (await history_of(cast.reader, cast.room))[0]
    await cast.reader.call(
        functions.channels.ReadHistory(channel=cast.reader.channel(cast.room), max_id=newest.id)
    )


async def count_views(cast: Cast) -> None:
    newest = (await history_of(cast.reader, cast.room))[0]
    await cast.reader.call(
        functions.messages.GetMessagesViews(
            peer=cast.reader.peer(cast.room), id=[newest.id], increment=True
        )
    )


async def list_chats(cast: Cast) -> None:
    await cast.reader.call(
        functions.messages.GetDialogs(
            offset_date=0,
            offset_id=0,
            offset_peer=types.InputPeerEmpty(),
            limit=20,
            hash=0,
        )
    )


async def catch_up(cast: Cast) -> None:
    now = (await cast.owner.world.app.store.boxes.state(BoxId(cast.room.peer_id))).pts
    told = await told_after(cast.reader, cast.room, now - 1, limit=100)
    assert isinstance(told, types.updates.ChannelDifference)


async def look(cast: Cast) -> None:
    found = await full(cast.reader, cast.room)
    assert found.participants_count is not None


async def list_members(cast: Cast) -> None:
    await listed(cast.owner, cast.room, limit=5)


async def list_admins(cast: Cast) -> None:
    await listed(cast.owner, cast.room, types.ChannelParticipantsAdmins())


async def search_members(cast: Cast) -> None:
    await listed(cast.owner, cast.room, types.ChannelParticipantsSearch(q="g of"))


async def come(cast: Cast) -> None:
    await cast.guest.call(functions.channels.JoinChannel(channel=cast.guest.channel(cast.room)))


async def go(cast: Cast) -> None:
    await cast.guest.call(functions.channels.LeaveChannel(channel=cast.guest.channel(cast.room)))


async def expel(cast: Cast) -> None:
    await come(cast)
    await ban(cast.owner, cast.room, cast.guest)


async def retitle(cast: Cast) -> None:
    await cast.owner.call(
        functions.channels.EditTitle(channel=cast.owner.channel(cast.room), title="Other")
    )


async def delete(cast: Cast) -> None:
    newest = (await history_of(cast.owner, cast.room))[0]
    await cast.owner.call(
        functions.channels.DeleteMessages(channel=cast.owner.channel(cast.room), id=[newest.id])
    )


DEEDS: tuple[Deed, ...] = (
    post,
    edit,
    read,
    count_views,
    list_chats,
    catch_up,
    look,
    list_members,
    list_admins,
    come,
    search_members,
    go,
    expel,
    retitle,
    delete,
)


async def test_a_million_members_cost_what_ten_do(
    world: World, database_dsn: str, counter: Counter
) -> None:
    database = await asyncpg.connect(database_dsn)
    try:
        # What is read once and kept is read by the first, which is not looked at.
        casts = [
            await cast_of(world, database, name, size)
            for name, size in (("first", FEW), ("small", FEW), ("large", CROWD))
        ]
        for deed in DEEDS:
            seen: list[tuple[list[str], int]] = []
            for cast in casts:
                counter.statements, counter.rows = [], 0
                before = await looked_at(database)
                await deed(cast)
                seen.append((counter.statements, counter.rows))
                walked = await looked_at(database) - before
                assert walked <= LOOKED_AT, (deed.__name__, walked)
            assert seen[0][0], deed.__name__
            assert seen[2] == seen[1], deed.__name__
    finally:
        await database.close()
