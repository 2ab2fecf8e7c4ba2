"""Polls as they are kept, and what of them each viewer is shown.

    StoredPoll + the viewer's choices  ─►  poll (what it asks)  +  pollResults (what came of it)

What is shown grows: at first how many voted; to who voted the counters and, in a quiz, what is
right; to everybody once it is closed; to its creator always.

Source: https://core.telegram.org/api/poll
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from hashlib import sha256

from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.ids import PeerId, UserId, to_tl_peer
from hodhod.tl import types

RECENT = 3
"""Faces shown beside a public poll and each of its options."""


class Outcome(IntEnum):
    """What became of a vote."""

    DONE = 0
    CLOSED = 1
    FINAL = 2
    NO_OPTION = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class NewPoll:
    """A poll that is to be kept.

    Attributes:
        poll_id: Its id.
        creator_id: Whose it is.
        created_at: Unix time in seconds.
        poll: What it asks.
        key: Which answers are right, and why.
    """

    poll_id: int
    creator_id: UserId
    created_at: int
    poll: types.Poll
    key: types.PollResults


@dataclass(frozen=True, slots=True)
class StoredPoll:
    """A poll as one viewer sees it.

    Attributes:
        poll_id: Its id.
        viewer_id: The viewer, 0 for everybody.
        creator_id: Whose it is.
        owner_peer: The chat it was first sent to, as its creator calls it, or None.
        created_at: Unix time in seconds.
        closes_at: When it closes by itself, or None.
        closed: Whether nobody can vote any more.
        final: Whether a vote cannot be changed.
        public: Whether who voted can be seen.
        poll: TL poll, without what depends on the viewer.
        key: TL pollResults: which answers are right, and why.
        voters: How many people voted.
        counts: How many chose each option.
        chosen: What the viewer chose.
        latest: Who chose each option last, of public polls.
        latest_of_all: Who voted last.
        unread: Whether the viewer is the creator and has not seen all votes.
    """

    poll_id: int
    viewer_id: int
    creator_id: UserId
    owner_peer: PeerId | None
    created_at: int
    closes_at: int | None
    closed: bool
    final: bool
    public: bool
    poll: bytes
    key: bytes
    voters: int
    counts: Mapping[bytes, int]
    chosen: frozenset[bytes]
    latest: Mapping[bytes, Sequence[int]]
    latest_of_all: Sequence[int]
    unread: bool

    @property
    def asked(self) -> types.Poll:
        """What it asks, as it is kept."""
        return decode_poll(self.poll)

    @property
    def by_viewer(self) -> bool:
        """Whether the viewer made it."""
        return self.viewer_id == self.creator_id

    @property
    def counted_for_viewer(self) -> bool:
        """Whether the viewer may know how many chose what, and who."""
        if self.closed or self.by_viewer:
            return True
        return bool(self.chosen) and not self.asked.hide_results_until_close

    def shown(self) -> types.Poll:
        """What it asks, as the viewer is shown it."""
        return replace(
            self.asked,
            closed=self.closed,
            creator=self.by_viewer,
            hash=_hash(self.poll, self.closed),
        )

    def results(self) -> types.PollResults:
        """What came of it, as far as the viewer may know."""
        if not self.viewer_id:
            return self.results_for_all()
        told = self.closed or self.by_viewer or bool(self.chosen)
        if not told:
            return types.PollResults(total_voters=self.voters)
        key = decode_key(self.key)
        return replace(
            key,
            has_unread_votes=self.unread,
            total_voters=self.voters,
            results=self._results(key, counted=self.counted_for_viewer, told=told),
            recent_voters=self._faces(self.latest_of_all) if self.counted_for_viewer else None,
        )

    def results_for_all(self) -> types.PollResults:
        """What came of it, the same for everybody: whoever has voted knows the rest already."""
        counted = self.closed or not self.asked.hide_results_until_close
        key = decode_key(self.key)
        return types.PollResults(
            min=True,
            total_voters=self.voters,
            results=self._results(key, counted=True, told=self.closed) if counted else None,
            recent_voters=self._faces(self.latest_of_all) if counted else None,
        )

    def _results(
        self, key: types.PollResults, *, counted: bool, told: bool
    ) -> Sequence[types.PollAnswerVoters]:
        right = {one.option for one in key.results or () if one.correct}
        return tuple(
            types.PollAnswerVoters(
                chosen=option in self.chosen,
                correct=told and option in right,
                option=option,
                voters=self.counts.get(option, 0) if counted else None,
                recent_voters=(self._faces(self.latest.get(option, ())) or ()) if counted else None,
            )
            for option in options_of(self.asked)
        )

    def _faces(self, voters: Sequence[int]) -> tuple[types.TypePeer, ...] | None:
        return tuple(to_tl_peer(one) for one in voters[:RECENT]) or None


def options_of(poll: types.Poll) -> list[bytes]:
    """Return the bytes that stand for each answer, in order."""
    return [one.option for one in poll.answers if isinstance(one, types.PollAnswer)]


@lru_cache(maxsize=512)
def decode_poll(data: bytes) -> types.Poll:
    """Return a stored poll as a value.

    Raises:
        ValueError: The bytes are not a poll.
    """
    value = tl.decode(data)
    if not isinstance(value, types.Poll):
        raise ValueError(f"a poll is a {type(value).__name__}")  # noqa: TRY004
    return value


@lru_cache(maxsize=512)
def decode_key(data: bytes) -> types.PollResults:
    """Return the key of a stored poll as a value.

    Raises:
        ValueError: The bytes are not results of a poll.
    """
    value = tl.decode(data)
    if not isinstance(value, types.PollResults):
        raise ValueError(f"a poll's key is a {type(value).__name__}")  # noqa: TRY004
    return value


@lru_cache(maxsize=512)
def _hash(data: bytes, closed: bool) -> int:
    """Return the number by which clients say which state of a poll they know."""
    digest = sha256(bytes((closed,)) + data).digest()
    return int.from_bytes(digest[:8], "big", signed=True) or 1
