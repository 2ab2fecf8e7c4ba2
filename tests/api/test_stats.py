"""Figures of supergroups and channels by day."""

from __future__ import annotations

import json

import pytest

from hodhod.actions.messages.views import write_views
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.test_views import views_of
from tests.api.world import World


def lines_of(graph: types.TypeStatsGraph) -> dict[str, list[int]]:
    assert isinstance(graph, types.StatsGraph)
    data = json.loads(graph.json.data)
    return {data["names"].get(key, key): values for key, *values in data["columns"]}


async def test_a_channels_admins_see_members_views_and_shares_by_day(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    channel = await world.channel(alice, "News", bob, broadcast=True)
    world.wait(86_400)
    await alice.call(
        functions.channels.InviteToChannel(
            channel=alice.channel(channel), users=[alice.user(carol)]
        )
    )
    post = await alice.say(channel, "A post")
    await views_of(bob, channel, post.id)
    await views_of(carol, channel, post.id)
    await write_views(world.app)
    await bob.call(functions.channels.LeaveChannel(channel=bob.channel(channel)))
    stats = await alice.call(functions.stats.GetBroadcastStats(channel=alice.channel(channel)))
    assert isinstance(stats, types.stats.BroadcastStats)
    assert stats.followers.current == 2
    assert lines_of(stats.growth_graph)["Members"][-3:] == [0, 2, 2]
    followers = lines_of(stats.followers_graph)
    assert followers["Joined"][-3:] == [0, 2, 1]
    assert followers["Left"][-3:] == [0, 0, 1]
    assert lines_of(stats.interactions_graph)["Views"][-2:] == [0, 2]
    (recent,) = [
        one
        for one in stats.recent_posts_interactions or ()
        if isinstance(one, types.PostInteractionCountersMessage) and one.msg_id == post.id
    ]
    assert recent.views == 3
    with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
        await carol.call(functions.stats.GetBroadcastStats(channel=carol.channel(channel)))
    with pytest.raises(RpcError, match="MEGAGROUP_REQUIRED"):
        await alice.call(functions.stats.GetMegagroupStats(channel=alice.channel(channel)))


async def test_a_groups_admins_see_who_writes_how_much(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.channel(alice, "Crowd", bob)
    world.wait(86_400)
    for _ in range(3):
        await bob.say(group, "hello")
    stats = await alice.call(functions.stats.GetMegagroupStats(channel=alice.channel(group)))
    assert isinstance(stats, types.stats.MegagroupStats)
    assert lines_of(stats.messages_graph)["Messages"][-1] == 3
    assert lines_of(stats.actions_graph)["Writers"][-1] == 1
    assert (stats.top_posters[0].user_id, stats.top_posters[0].messages) == (bob.id, 3)
    assert bob.id in {one.id for one in stats.users}
    with pytest.raises(RpcError, match="GRAPH_INVALID_RELOAD"):
        await alice.call(functions.stats.LoadAsyncGraph(token="none"))
