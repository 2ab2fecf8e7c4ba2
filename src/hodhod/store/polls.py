"""Polls: what they ask, who voted how, and who has them."""

from __future__ import annotations

from asyncio import gather
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.ids import BoxId, MsgId, PeerId, UserId
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.poll import NewPoll, Outcome, StoredPoll, options_of
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Executor, Row
from hodhod.tl import types

DUE_LIMIT = 100
"""Polls that are closed, or told of, in one turn of the timer."""

FIRST_LOOK_S = 86_400
"""From when a poll was made until it is first looked whether any message shows it."""

VOTES_TOGETHER = 500
"""Votes of one transaction: a channel of many readers votes in one rush."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody chooses.

    Attributes:
        poll_id: In which poll.
        voter_id: Who.
        options: What; nothing takes the vote back.
        now: Unix time in seconds.
        news: Whether the timer is to tell of it.
    """

    poll_id: int
    voter_id: UserId
    options: tuple[bytes, ...]
    now: int
    news: bool = False


@dataclass(frozen=True, slots=True)
class CastVote:
    """What somebody chose.

    Attributes:
        voter_id: Who.
        date: When, Unix time in seconds.
        options: What.
    """

    voter_id: UserId
    date: int
    options: tuple[bytes, ...]


class Polls:
    """The polls of this server.

    Args:
        main: Statements on what is not in a box.
    """

    def __init__(self, main: Database) -> None:
        self._main = main
        self._seen: Batcher[tuple[int, int], StoredPoll | None] = Batcher(self._read, at_once=2)
        self._votes: Batcher[Vote, Outcome] = Batcher(self._cast, max_items=VOTES_TOGETHER)

    async def put(self, new: NewPoll) -> None:
        """Keep a new poll. Doing it again does nothing."""
        await self._main.execute(
            "insert_poll",
            new.poll_id,
            new.creator_id,
            new.created_at,
            new.poll.close_date,
            new.poll.closed,
            new.poll.quiz or new.poll.revoting_disabled,
            new.poll.public_voters,
            tl.encode(new.poll, CONTENT_LAYER),
            tl.encode(new.key, CONTENT_LAYER),
            options_of(new.poll),
            FIRST_LOOK_S,
        )

    async def drop_unsent(self, creator_id: UserId, poll_ids: Sequence[int]) -> None:
        """Forget polls of somebody's that were never sent."""
        await self._main.execute("drop_polls", list(poll_ids), creator_id)

    async def place(
        self,
        places: Iterable[tuple[int, BoxId]],
        owned: Iterable[tuple[int, UserId, PeerId, MsgId]],
    ) -> None:
        """Note whom polls were sent to.

        Args:
            places: Poll, and a box that has it now.
            owned: Poll, who sent it, and the chat and message where they read it. Of a poll that is
                somebody else's, or that was sent before, nothing is noted.
        """
        rows = sorted(set(places))
        await self._main.execute("place_polls", [p for p, _ in rows], [b for _, b in rows])
        columns = [list(column) for column in zip(*owned, strict=True)]
        if columns:
            await self._main.execute("own_polls", *columns)

    async def places(self, poll_id: int, limit: int) -> list[BoxId]:
        """Return whom a poll was sent to: so many at most."""
        return [row["box_id"] for row in await self._main.fetch("poll_places", poll_id, limit)]

    async def seen(self, poll_ids: Iterable[int], viewer_id: int) -> dict[int, StoredPoll]:
        """Return polls as somebody sees them, by id; unknown ids are left out."""
        wanted = list(dict.fromkeys(poll_ids))
        found = await gather(*(self._seen.submit((one, viewer_id)) for one in wanted))
        return {one.poll_id: one for one in found if one is not None}

    async def cast(self, vote: Vote) -> Outcome:
        """Cast a vote, together with those of others."""
        return await self._votes.submit(vote)

    async def votes(
        self, poll_id: int, option: bytes | None, after: tuple[int, int], limit: int
    ) -> list[CastVote]:
        """Return who voted, the latest first.

        Args:
            poll_id: The poll.
            option: Only those who chose this, or None.
            after: (date, voter) of the last one that is known.
            limit: How many.
        """
        if option is None:
            rows = await self._main.fetch("votes_in", poll_id, *after, limit)
        else:
            rows = await self._main.fetch("votes_for", poll_id, option, *after, limit)
        return [CastVote(row["voter_id"], row["date"], tuple(row["options"])) for row in rows]

    async def due(self, now: int) -> list[int]:
        """Return polls whose time is over."""
        return [row["poll_id"] for row in await self._main.fetch("due_polls", now, DUE_LIMIT)]

    async def take_news(self) -> list[int]:
        """Return polls that are to be told of, once."""
        return [row["poll_id"] for row in await self._main.fetch("take_poll_news", DUE_LIMIT)]

    async def unread_votes(
        self, creator_id: UserId, peers: Sequence[PeerId]
    ) -> Mapping[PeerId, int]:
        """Return how many votes in somebody's polls they have not seen, by chat."""
        rows = await self._main.fetch("unread_poll_votes", creator_id, list(peers))
        return {row["peer_id"]: row["votes"] for row in rows}

    async def unread(self, creator_id: UserId, peer: PeerId, limit: int) -> list[MsgId]:
        """Return messages of a chat with polls whose votes their creator has not seen."""
        rows = await self._main.fetch("unread_polls", creator_id, peer, limit)
        return [row["msg_id"] for row in rows]

    async def close(self) -> None:
        """Finish what was submitted."""
        await self._votes.close()
        await self._seen.close()

    async def _read(self, keys: Sequence[tuple[int, int]]) -> list[StoredPoll | None]:
        return await read_polls(self._main, keys)

    async def _cast(self, votes: Sequence[Vote]) -> list[Outcome]:
        """Cast votes in as few statements as there are votes of one voter in one poll."""
        outcomes: dict[int, Outcome] = {}
        waiting = list(enumerate(votes))
        while waiting:
            first: dict[tuple[int, int], int] = {}
            for place, vote in waiting:
                first.setdefault((vote.poll_id, vote.voter_id), place)
            now = sorted(first.values())
            done = await cast_votes(self._main, [votes[place] for place in now])
            outcomes.update(zip(now, done, strict=True))
            waiting = [(place, vote) for place, vote in waiting if place not in outcomes]
        return [outcomes[place] for place in range(len(votes))]


async def read_polls(main: Executor, keys: Sequence[tuple[int, int]]) -> list[StoredPoll | None]:
    """Return polls as viewers see them: for each (poll, viewer), or None."""
    rows = await main.fetch("polls_seen", [poll for poll, _ in keys], [who for _, who in keys])
    found = {row["item"]: _stored(row, keys[row["item"] - 1][1]) for row in rows}
    return [found.get(item) for item in range(1, len(keys) + 1)]


async def cast_votes(main: Executor, votes: Sequence[Vote]) -> list[Outcome]:
    """Cast votes, no two of one voter in one poll; return what became of each."""
    choices = [(item, option) for item, vote in enumerate(votes, 1) for option in vote.options]
    rows = await main.fetch(
        "cast_votes",
        [vote.poll_id for vote in votes],
        [vote.voter_id for vote in votes],
        [vote.news for vote in votes],
        [item for item, _ in choices],
        [option for _, option in choices],
        max(vote.now for vote in votes),
    )
    found = {row["item"]: Outcome(row["outcome"]) for row in rows}
    return [found[item] for item in range(1, len(votes) + 1)]


async def lock_poll(main: Executor, poll_id: int, viewer_id: int) -> StoredPoll | None:
    """Lock a poll within a change, and return it as it is then."""
    if await main.fetchval("lock_poll", poll_id) is None:
        return None
    (poll,) = await read_polls(main, [(poll_id, viewer_id)])
    return poll


async def close_poll(main: Executor, poll_id: int) -> bool:
    """Let nobody vote any more, within a change that locked the poll; return whether it is new."""
    return await main.fetchval("close_poll", poll_id) is not None


async def add_option(main: Executor, poll: StoredPoll, answer: types.PollAnswer) -> None:
    """Add an answer to a poll, within a change that locked it."""
    asked = replace(poll.asked, answers=(*poll.asked.answers, answer))
    await main.execute("write_poll", poll.poll_id, tl.encode(asked, CONTENT_LAYER))
    await main.execute("add_poll_option", poll.poll_id, answer.option)


async def drop_option(main: Executor, poll: StoredPoll, option: bytes) -> None:
    """Take an answer away with the votes for it, within a change that locked the poll."""
    left = tuple(
        one
        for one in poll.asked.answers
        if not isinstance(one, types.PollAnswer) or one.option != option
    )
    asked = replace(poll.asked, answers=left)
    await main.execute("write_poll", poll.poll_id, tl.encode(asked, CONTENT_LAYER))
    await main.fetchval("drop_poll_option", poll.poll_id, option)


async def mark_news(main: Executor, poll_id: int) -> None:
    """Let the timer tell of a poll."""
    await main.execute("mark_poll_news", poll_id)


async def read_votes(
    main: Executor, creator_id: UserId, peer: PeerId, only: Sequence[MsgId] | None
) -> list[int]:
    """Mark the votes in somebody's polls of a chat, or of some messages, as seen; return which."""
    rows = await main.fetch("read_poll_votes", creator_id, peer, only)
    return [row["poll_id"] for row in rows]


def _stored(row: Row, viewer_id: int) -> StoredPoll:
    latest: defaultdict[bytes, list[int]] = defaultdict(list)
    faces = row["latest_voters"] or ()
    for option, voter in zip(row["latest_options"] or (), faces, strict=True):
        latest[option].append(voter)
    return StoredPoll(
        poll_id=row["poll_id"],
        viewer_id=viewer_id,
        creator_id=row["creator_id"],
        owner_peer=row["owner_peer"],
        created_at=row["created_at"],
        closes_at=row["closes_at"],
        closed=row["closed"],
        final=row["final"],
        public=row["public"],
        poll=row["poll"],
        key=row["key"],
        voters=row["voters"],
        counts=dict(zip(row["options"] or (), row["option_voters"] or (), strict=True)),
        chosen=frozenset(row["chosen"]),
        latest=latest,
        latest_of_all=tuple(dict.fromkeys(faces)),
        unread=row["unread"],
    )
