"""Views and forwards of posts: counted once, written together, told to those who are here."""

from __future__ import annotations

from hodhod.actions.messages.views import write_views
from hodhod.domain.ids import bare_id
from hodhod.tl import functions, types
from tests.api.test_comments import comment, discussion_of, linked, message_of
from tests.api.world import Person, Room, World


async def views_of(
    person: Person, whom: Person | Room, *ids: int, increment: bool = True
) -> list[types.MessageViews]:
    answer = await person.call(
        functions.messages.GetMessagesViews(
            peer=person.peer(whom), id=list(ids), increment=increment
        )
    )
    assert isinstance(answer, types.messages.MessageViews)
    return list(answer.views)


async def test_a_post_has_a_view_from_the_first_moment_and_one_for_each_viewer(
    world: World,
) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    channel = await world.channel(alice, "News", bob, carol, broadcast=True)
    post = await alice.say(channel, "A post")
    assert (post.views, post.forwards) == (1, 0)
    assert [(await views_of(bob, channel, post.id))[0].views for _ in range(3)] == [2, 2, 2]
    (seen,) = await views_of(alice, channel, post.id)
    assert seen.views == 2
    (seen,) = await views_of(carol, channel, post.id, increment=False)
    assert seen.views == 2
    (seen,) = await views_of(carol, channel, post.id)
    assert seen.views == 3
    await write_views(world.app)
    assert (await message_of(alice, channel, post.id)).views == 3
    told = [
        one for one in bob.heard[channel.box] if isinstance(one, types.UpdateChannelMessageViews)
    ]
    assert told == [
        types.UpdateChannelMessageViews(channel_id=bare_id(channel.peer_id), id=post.id, views=3)
    ]
    world.wait(86_400)
    (seen,) = await views_of(bob, channel, post.id)
    assert seen.views == 4


async def test_a_forwarded_post_shows_and_counts_the_views_of_the_post(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    channel = await world.channel(alice, "News", bob, broadcast=True)
    post = await alice.say(channel, "A post")
    answer = await bob.call(
        functions.messages.ForwardMessages(
            from_peer=bob.peer(channel),
            id=[post.id],
            random_id=[world.random_id()],
            to_peer=bob.peer(carol),
        )
    )
    assert isinstance(answer, types.Updates)
    (copy,) = await carol.find(bob, words="post")
    assert copy.views == 1
    (seen,) = await views_of(carol, bob, copy.id)
    assert (seen.views, seen.forwards) == (2, 1)
    await write_views(world.app)
    shown = await message_of(alice, channel, post.id)
    assert (shown.views, shown.forwards) == (2, 1)
    told = [
        one for one in bob.heard[channel.box] if isinstance(one, types.UpdateChannelMessageForwards)
    ]
    assert [one.forwards for one in told] == [1]


async def test_comments_are_told_with_the_views(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    channel, group = await linked(world, alice, bob)
    post = await alice.say(channel, "A post")
    (root,) = (await discussion_of(bob, channel, post.id)).messages
    await comment(bob, group, root.id, "a comment")
    seen, nothing = await views_of(alice, channel, post.id, 999)
    assert isinstance(seen.replies, types.MessageReplies)
    assert seen.replies.replies == 1
    assert nothing == types.MessageViews()


async def test_messages_that_are_no_posts_have_no_views(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.channel(alice, "Crowd", bob)
    said = await alice.say(group, "hello")
    assert said.views is None
    (seen,) = await views_of(bob, group, said.id)
    assert seen.views is None
