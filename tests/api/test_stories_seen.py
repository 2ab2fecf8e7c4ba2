from __future__ import annotations

from asyncio import gather

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.story import CONTACTS, active, by_id, know, post
from tests.api.world import Person, World

HEART, THUMB = types.ReactionEmoji(emoticon="❤"), types.ReactionEmoji(emoticon="👍")


async def read(person: Person, whom: Person, max_id: int) -> list[int]:
    answer = await person.call(functions.stories.ReadStories(peer=person.peer(whom), max_id=max_id))
    assert isinstance(answer, list)
    return answer


async def react(person: Person, whom: Person, story_id: int, reaction: types.TypeReaction) -> None:
    await person.call(
        functions.stories.SendReaction(peer=person.peer(whom), story_id=story_id, reaction=reaction)
    )


async def viewers(
    person: Person, story_id: int, *, offset: str = "", limit: int = 50, **more: object
) -> types.stories.StoryViewsList:
    answer = await person.call(
        functions.stories.GetStoryViewsList(
            peer=types.InputPeerSelf(),
            id=story_id,
            offset=offset,
            limit=limit,
            **more,  # type: ignore[arg-type]
        )
    )
    assert isinstance(answer, types.stories.StoryViewsList)
    return answer


def who(views: types.stories.StoryViewsList) -> list[int]:
    return [one.user_id for one in views.views if isinstance(one, types.StoryView)]


async def counters(person: Person, *story_ids: int) -> list[types.StoryViews]:
    answer = await person.call(
        functions.stories.GetStoriesViews(peer=types.InputPeerSelf(), id=list(story_ids))
    )
    assert isinstance(answer, types.stories.StoryViews)
    return list(answer.views)


async def test_reading_marks_stories_and_counts_the_viewer_once(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await post(alice), await post(alice)
    assert await read(bob, alice, first) == [first]
    assert await read(bob, alice, 99) == [second]
    assert await read(bob, alice, 99) == []
    (one, two) = await counters(alice, first, second)
    assert (one.views_count, two.views_count) == (1, 1)
    assert list(one.recent_viewers or ()) == [bob.id]
    told = bob.other.saw(types.UpdateReadStories)
    assert told == [
        types.UpdateReadStories(peer=types.PeerUser(user_id=alice.id), max_id=max_id)
        for max_id in (first, second)
    ]
    page = await bob.call(functions.stories.GetPeerStories(peer=bob.peer(alice)))
    assert isinstance(page, types.stories.PeerStories)
    assert page.stories.max_read_id == second
    await world.check(alice, bob)


async def test_a_profile_story_is_counted_without_moving_the_mark(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice, pinned=True)
    seen = functions.stories.IncrementStoryViews(peer=bob.peer(alice), id=[story_id, 77])
    assert await bob.call(seen) is True
    assert await bob.call(seen) is True
    assert (await counters(alice, story_id))[0].views_count == 1
    assert bob.other.saw(types.UpdateReadStories) == []
    with pytest.raises(RpcError, match="STORY_ID_EMPTY"):
        await bob.call(functions.stories.IncrementStoryViews(peer=bob.peer(alice), id=[]))


async def test_looking_at_ones_own_story_is_no_view(world: World) -> None:
    alice = await world.user("Alice")
    story_id = await post(alice)
    await read(alice, alice, story_id)
    await alice.call(
        functions.stories.IncrementStoryViews(peer=types.InputPeerSelf(), id=[story_id])
    )
    assert (await counters(alice, story_id))[0].views_count == 0


async def test_the_owner_is_told_of_a_reaction_and_sees_whose_it_is(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)
    await react(bob, alice, story_id, THUMB)
    assert alice.saw(types.UpdateNewStoryReaction) == [
        types.UpdateNewStoryReaction(
            story_id=story_id, peer=types.PeerUser(user_id=bob.id), reaction=THUMB
        )
    ]
    assert bob.other.saw(types.UpdateSentStoryReaction) == [
        types.UpdateSentStoryReaction(
            peer=types.PeerUser(user_id=alice.id), story_id=story_id, reaction=THUMB
        )
    ]
    (seen,) = await by_id(bob, alice, story_id)
    assert seen.sent_reaction == THUMB
    (own,) = await active(alice, alice)
    assert isinstance(own, types.StoryItem)
    assert own.views == types.StoryViews(
        has_viewers=True,
        views_count=1,
        reactions=[types.ReactionCount(reaction=THUMB, count=1)],
        reactions_count=1,
        recent_viewers=[bob.id],
    )
    (view,) = (await viewers(alice, story_id)).views
    assert isinstance(view, types.StoryView)
    assert (view.user_id, view.reaction) == (bob.id, THUMB)
    await world.check(alice, bob)


async def test_a_reaction_is_changed_and_taken_back(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)
    for reaction in (THUMB, HEART):
        await react(bob, alice, story_id, reaction)
    (counts,) = await counters(alice, story_id)
    assert (counts.views_count, counts.reactions_count) == (1, 1)
    assert [one.count for one in counts.reactions or ()] == [1]
    told = len(alice.saw(types.UpdateNewStoryReaction))
    await react(bob, alice, story_id, HEART)
    assert len(alice.saw(types.UpdateNewStoryReaction)) == told
    await react(bob, alice, story_id, types.ReactionEmpty())
    (counts,) = await counters(alice, story_id)
    assert (counts.views_count, counts.reactions_count, counts.reactions) == (1, 0, None)
    (seen,) = await by_id(bob, alice, story_id)
    assert seen.sent_reaction is None


async def test_what_is_no_reaction_is_refused(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)
    with pytest.raises(RpcError, match="REACTION_INVALID"):
        await react(bob, alice, story_id, types.ReactionEmoji(emoticon="x"))
    for person, number in ((bob, story_id + 1), (alice, story_id)):
        with pytest.raises(RpcError, match="STORY_ID_INVALID"):
            await react(person, alice, number, THUMB)
    assert (await counters(alice, story_id))[0].views_count == 0


async def test_viewers_come_in_pages_with_those_who_reacted_first(world: World) -> None:
    alice = await world.user("Alice")
    others = [await world.user(name) for name in ("Bob", "Carol", "Dave")]
    story_id = await post(alice)
    for person in others:
        world.wait(1)
        await read(person, alice, story_id)
    bob, carol, dave = others
    await react(bob, alice, story_id, THUMB)
    assert who(await viewers(alice, story_id)) == [dave.id, carol.id, bob.id]
    page = await viewers(alice, story_id, limit=2, reactions_first=True)
    assert who(page) == [bob.id, dave.id]
    assert page.next_offset
    rest = await viewers(alice, story_id, limit=2, reactions_first=True, offset=page.next_offset)
    assert who(rest) == [carol.id]
    assert rest.next_offset is None
    assert (rest.count, rest.views_count, rest.reactions_count) == (3, 3, 1)
    with pytest.raises(RpcError, match="OFFSET_INVALID"):
        await viewers(alice, story_id, offset="nonsense")


async def test_viewers_are_found_by_name_and_among_contacts(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    story_id = await post(alice)
    for person in (bob, carol):
        await read(person, alice, story_id)
    await know(alice, bob)
    found = await viewers(alice, story_id, q="caro")
    assert (who(found), found.count, found.views_count) == ([carol.id], 1, 2)
    assert who(await viewers(alice, story_id, just_contacts=True)) == [bob.id]
    assert who(await viewers(alice, story_id, just_contacts=True, q="caro")) == []


async def test_blocked_viewers_are_marked(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    story_id = await post(alice)
    for person in (bob, carol):
        await read(person, alice, story_id)
    await alice.call(functions.contacts.Block(id=alice.peer(bob)))
    await alice.call(functions.contacts.Block(my_stories_from=True, id=alice.peer(carol)))
    marks = {
        one.user_id: (one.blocked, one.blocked_my_stories_from)
        for one in (await viewers(alice, story_id)).views
        if isinstance(one, types.StoryView)
    }
    assert marks == {bob.id: (True, False), carol.id: (False, True)}


async def test_reactions_are_listed_by_kind(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    story_id = await post(alice)
    await react(bob, alice, story_id, THUMB)
    await react(carol, alice, story_id, types.ReactionEmoji(emoticon="🔥"))
    for reaction, people in ((None, {bob.id, carol.id}), (THUMB, {bob.id})):
        answer = await alice.call(
            functions.stories.GetStoryReactionsList(
                peer=types.InputPeerSelf(), id=story_id, reaction=reaction, limit=10
            )
        )
        assert isinstance(answer, types.stories.StoryReactionsList)
        assert answer.count == len(people)
        assert {
            one.peer_id.user_id
            for one in answer.reactions
            if isinstance(one, types.StoryReaction) and isinstance(one.peer_id, types.PeerUser)
        } == people


async def test_public_stories_that_repeat_one_are_among_its_viewers(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    story_id = await post(alice)
    await read(carol, alice, story_id)
    source = bob.peer(alice)
    public = await post(bob, fwd_from_id=source, fwd_from_story=story_id)
    await post(bob, CONTACTS, fwd_from_id=source, fwd_from_story=story_id)
    for first in (True, False):
        views = list((await viewers(alice, story_id, forwards_first=first)).views)
        viewer, repeated = reversed(views) if first else views
        assert isinstance(viewer, types.StoryView)
        assert isinstance(repeated, types.StoryViewPublicRepost)
        assert repeated.peer_id == types.PeerUser(user_id=bob.id)
        assert repeated.story.id == public


async def test_views_that_come_together_are_counted_exactly(world: World) -> None:
    alice = await world.user("Alice")
    numbers = [await post(alice) for _ in range(3)]
    crowd = [await world.user(f"Viewer {number}") for number in range(12)]
    await gather(*(read(person, alice, numbers[-1]) for person in crowd for _ in range(2)))
    assert [one.views_count for one in await counters(alice, *numbers)] == [len(crowd)] * 3


async def test_reactions_that_come_together_are_counted_exactly(world: World) -> None:
    alice = await world.user("Alice")
    story_id = await post(alice)
    crowd = [await world.user(f"Viewer {number}") for number in range(8)]
    await gather(*(react(person, alice, story_id, THUMB) for person in crowd for _ in range(2)))
    (counts,) = await counters(alice, story_id)
    assert (counts.views_count, counts.reactions_count) == (len(crowd), len(crowd))
    assert counts.reactions == [types.ReactionCount(reaction=THUMB, count=len(crowd))]
    assert len(alice.saw(types.UpdateNewStoryReaction)) == len(crowd)
    await world.check(alice, *crowd)


async def test_nobody_is_noted_in_stealth(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first = await post(alice)
    await read(bob, alice, first)
    answer = await bob.call(functions.stories.ActivateStealthMode(past=True, future=True))
    assert isinstance(answer, types.Updates)
    (update,) = answer.updates
    assert isinstance(update, types.UpdateStoriesStealthMode)
    assert bob.other.saw(types.UpdateStoriesStealthMode) == [update]
    assert who(await viewers(alice, first)) == []
    second = await post(alice)
    assert await read(bob, alice, second) == [second]
    assert [one.views_count for one in await counters(alice, first, second)] == [0, 0]
    with pytest.raises(RpcError, match="FLOOD_WAIT"):
        await bob.call(functions.stories.ActivateStealthMode(past=True))
    world.wait(1500)
    third = await post(alice)
    await read(bob, alice, third)
    assert who(await viewers(alice, third)) == [bob.id]
    await world.check(alice, bob)
