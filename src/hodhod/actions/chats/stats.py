"""Figures of a supergroup or channel by day, for its admins.

What is counted nowhere (languages, where viewers came from) is said to be missing, as clients know
it from chats that are too small.

Source: https://core.telegram.org/api/stats
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.peers.objects import objects_for
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, MsgId
from hodhod.store.days import Day, Written, days_of, message_days, top_posters
from hodhod.store.history import Filter, Page, find_messages, first_id_since
from hodhod.tl import types

PERIOD_DAYS = 30
"""Days that the graphs show; the figures compare the last week with the one before."""

WEEK = 7
DAY_S = 86_400

RECENT = 30
"""Posts whose interactions are listed."""

MISSING = types.StatsGraphError(error="Not enough data to display.")

COLORS = ("BLUE#2373DB", "GREEN#31BF6A", "RED#E24A3B")


@dataclass(frozen=True, slots=True)
class _Figures:
    """What is known of a chat's last days.

    Attributes:
        days: The days, the last one is today.
        counted: Views, forwards, those who came and went.
        written: Messages and their writers.
        members: Members at the end of each day.
        first_id: The first message of the period.
    """

    days: range
    counted: Mapping[int, Day]
    written: Mapping[int, Written]
    members: Mapping[int, int]
    first_id: MsgId

    def sum(self, name: str, weeks_ago: int) -> float:
        """Add up what was counted in a week."""
        last = self.days[-1] - WEEK * weeks_ago
        week = range(last - WEEK + 1, last + 1)
        source: Mapping[int, object] = self.written if name in _WRITTEN else self.counted
        return float(sum(getattr(source[day], name) for day in week if day in source))

    def compared(self, name: str) -> types.StatsAbsValueAndPrev:
        """Compare the sums of two weeks."""
        return types.StatsAbsValueAndPrev(current=self.sum(name, 0), previous=self.sum(name, 1))

    def per_post(self, name: str) -> types.StatsAbsValueAndPrev:
        """Compare what came of a post in two weeks."""
        now, before = (self.sum(name, ago) / max(1.0, self.sum("messages", ago)) for ago in (0, 1))
        return types.StatsAbsValueAndPrev(current=round(now, 2), previous=round(before, 2))

    def graph(self, kind: str, **lines: Mapping[int, int]) -> types.StatsGraph:
        """Draw a line a name over the days."""
        return graph(self.days, kind, lines)

    def line(self, name: str) -> dict[int, int]:
        """Return what was counted on each day."""
        source: Mapping[int, object] = self.written if name in _WRITTEN else self.counted
        return {day: getattr(source[day], name) if day in source else 0 for day in self.days}


_WRITTEN = frozenset(("messages", "posters"))


async def broadcast_stats(app: App, seen: SeenChat) -> types.stats.TypeBroadcastStats:
    """Return the figures of a channel.

    Raises:
        RpcError: 400 BROADCAST_REQUIRED, CHAT_ADMIN_REQUIRED.
    """
    if not seen.chat.is_broadcast:
        raise bad_request("BROADCAST_REQUIRED")
    known = await _figures(app, seen)
    nothing = types.StatsAbsValueAndPrev(current=0.0, previous=0.0)
    return types.stats.BroadcastStats(
        period=_period(known),
        followers=_members(known),
        views_per_post=known.per_post("views"),
        shares_per_post=known.per_post("shares"),
        reactions_per_post=nothing,
        views_per_story=nothing,
        shares_per_story=nothing,
        reactions_per_story=nothing,
        enabled_notifications=types.StatsPercentValue(part=0.0, total=0.0),
        growth_graph=known.graph("line", Members=known.members),
        followers_graph=known.graph("line", Joined=known.line("came"), Left=known.line("gone")),
        mute_graph=MISSING,
        top_hours_graph=MISSING,
        interactions_graph=known.graph(
            "line", Views=known.line("views"), Shares=known.line("shares")
        ),
        iv_interactions_graph=MISSING,
        views_by_source_graph=MISSING,
        new_followers_by_source_graph=MISSING,
        languages_graph=MISSING,
        reactions_by_emotion_graph=MISSING,
        story_interactions_graph=MISSING,
        story_reactions_by_emotion_graph=MISSING,
        recent_posts_interactions=await _recent_posts(app, seen),
    )


async def megagroup_stats(
    app: App, caller: Caller, seen: SeenChat
) -> types.stats.TypeMegagroupStats:
    """Return the figures of a supergroup.

    Raises:
        RpcError: 400 MEGAGROUP_REQUIRED, CHAT_ADMIN_REQUIRED.
    """
    if seen.chat.is_broadcast:
        raise bad_request("MEGAGROUP_REQUIRED")
    known = await _figures(app, seen)
    box_id = BoxId(seen.chat.peer_id)
    top = await top_posters(app.store.shard(box_id), box_id, known.first_id)
    posters = [
        types.StatsGroupTopPoster(user_id=who, messages=messages, avg_chars=size // messages)
        for who, messages, size in top
    ]
    objects = await objects_for(app, caller.me, posters)
    return types.stats.MegagroupStats(
        period=_period(known),
        members=_members(known),
        messages=known.compared("messages"),
        viewers=types.StatsAbsValueAndPrev(current=0.0, previous=0.0),
        posters=known.compared("posters"),
        growth_graph=known.graph("line", Members=known.members),
        members_graph=known.graph("line", Joined=known.line("came"), Left=known.line("gone")),
        new_members_by_source_graph=MISSING,
        languages_graph=MISSING,
        messages_graph=known.graph("bar", Messages=known.line("messages")),
        actions_graph=known.graph("bar", Writers=known.line("posters")),
        top_hours_graph=MISSING,
        weekdays_graph=MISSING,
        top_posters=posters,
        top_admins=[],
        top_inviters=[],
        users=objects.users,
    )


def graph(days: range, kind: str, lines: Mapping[str, Mapping[int, int]]) -> types.StatsGraph:
    """Return a graph as clients draw it: columns of days (ms) and of each line's numbers."""
    names = {f"y{at}": name for at, name in enumerate(lines)}
    columns: list[Sequence[object]] = [["x", *(day * DAY_S * 1000 for day in days)]]
    for key, name in names.items():
        columns.append([key, *(lines[name].get(day, 0) for day in days)])
    data = {
        "columns": columns,
        "types": {"x": "x"} | dict.fromkeys(names, kind),
        "names": names,
        "colors": dict(zip(names, COLORS, strict=False)),
    }
    return types.StatsGraph(json=types.DataJSON(data=json.dumps(data, separators=(",", ":"))))


async def _figures(app: App, seen: SeenChat) -> _Figures:
    if not seen.is_admin:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    box_id = BoxId(seen.chat.peer_id)
    shard = app.store.shard(box_id)
    today = app.now // DAY_S
    days = range(today - PERIOD_DAYS + 1, today + 1)
    counted = await days_of(shard, box_id, days[0])
    first_id = await first_id_since(shard, box_id, None, days[0] * DAY_S)
    written = await message_days(shard, box_id, first_id)
    members: dict[int, int] = {}
    left = seen.chat.members
    for day in reversed(days):
        members[day] = left
        if day in counted:
            left -= counted[day].came - counted[day].gone
    return _Figures(days, counted, written, members, first_id)


def _period(known: _Figures) -> types.StatsDateRangeDays:
    last = known.days[-1]
    return types.StatsDateRangeDays(
        min_date=(last - WEEK + 1) * DAY_S, max_date=(last + 1) * DAY_S - 1
    )


def _members(known: _Figures) -> types.StatsAbsValueAndPrev:
    last = known.days[-1]
    return types.StatsAbsValueAndPrev(
        current=float(known.members[last]), previous=float(known.members[last - WEEK])
    )


async def _recent_posts(app: App, seen: SeenChat) -> list[types.TypePostInteractionCounters]:
    box_id = BoxId(seen.chat.peer_id)
    wanted = Filter(peer_id=seen.chat.peer_id)
    posts = await find_messages(app.store.shard(box_id), box_id, wanted, Page(limit=RECENT))
    return [
        types.PostInteractionCountersMessage(
            msg_id=one.msg_id, views=1 + (one.views or 0), forwards=one.forwards or 0, reactions=0
        )
        for one in posts
    ]
