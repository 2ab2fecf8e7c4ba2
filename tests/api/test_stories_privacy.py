from __future__ import annotations

from collections.abc import Sequence

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.story import (
    CLOSE_FRIENDS,
    CONTACTS,
    EVERYBODY,
    active,
    active_ids,
    by_id,
    everybody,
    know,
    post,
    told,
)
from tests.api.world import Person, World


async def people(world: World) -> tuple[Person, Person, Person]:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await know(bob, alice)
    await know(carol, alice)
    return alice, bob, carol


async def seen_user(person: Person, whom: Person) -> types.User:
    answer = await person.call(functions.users.GetUsers(id=[person.user(whom)]))
    assert isinstance(answer, list)
    (user,) = answer
    assert isinstance(user, types.User)
    return user


async def sees(person: Person, whom: Person, story_id: int) -> bool:
    """Whether somebody sees a story; every way to it says the same."""
    shown = story_id in await active_ids(person, whom)
    assert shown == bool(await by_id(person, whom, story_id))
    listed = {
        story.id
        for peer in (await everybody(person)).peer_stories or ()
        for story in peer.stories
        if peer.peer == types.PeerUser(user_id=whom.id)
    }
    assert shown == (story_id in listed)
    recent = await person.call(functions.stories.GetPeerMaxIDs(id=[person.peer(whom)]))
    assert shown == (recent == [types.RecentStory(max_id=story_id)])
    user = await seen_user(person, whom)
    assert shown == (user.stories_max_id == types.RecentStory(max_id=story_id))
    assert shown != user.stories_unavailable
    full = await person.call(functions.users.GetFullUser(id=person.user(whom)))
    assert isinstance(full, types.users.UserFull)
    assert shown == (full.full_user.stories is not None)
    assert shown == bool(told(person))
    if not shown:
        for request in (
            functions.stories.SendReaction(
                peer=person.peer(whom),
                story_id=story_id,
                reaction=types.ReactionEmoji(emoticon="👍"),
            ),
            functions.messages.SendMedia(
                peer=types.InputPeerSelf(),
                media=types.InputMediaStory(peer=person.peer(whom), id=story_id),
                message="",
                random_id=person.world.random_id(),
            ),
            functions.stories.ExportStoryLink(peer=person.peer(whom), id=story_id),
        ):
            with pytest.raises(RpcError, match="STORY_ID_INVALID"):
                await person.call(request)
    return shown


async def test_contacts_are_those_of_the_owner(world: World) -> None:
    alice, bob, carol = await people(world)
    await know(alice, bob)
    story_id = await post(alice, CONTACTS)
    assert await sees(bob, alice, story_id)
    assert not await sees(carol, alice, story_id)


async def test_close_friends_see_what_others_do_not(world: World) -> None:
    alice, bob, carol = await people(world)
    await know(alice, bob, carol)
    await alice.call(functions.contacts.EditCloseFriends(id=[carol.id]))
    story_id = await post(alice, CLOSE_FRIENDS)
    assert not await sees(bob, alice, story_id)
    assert await sees(carol, alice, story_id)
    (shown,) = await active(carol, alice)
    assert isinstance(shown, types.StoryItem)
    assert shown.close_friends


@pytest.mark.parametrize("allowed", [True, False])
async def test_named_people_come_before_all_others(world: World, *, allowed: bool) -> None:
    alice, bob, carol = await people(world)
    rules: Sequence[types.TypeInputPrivacyRule] = (
        (types.InputPrivacyValueAllowUsers(users=[alice.user(carol)]),)
        if allowed
        else (*EVERYBODY, types.InputPrivacyValueDisallowUsers(users=[alice.user(bob)]))
    )
    story_id = await post(alice, rules)
    assert not await sees(bob, alice, story_id)
    assert await sees(carol, alice, story_id)


@pytest.mark.parametrize("stories", [True, False])
async def test_whom_the_owner_blocks_sees_nothing(world: World, *, stories: bool) -> None:
    alice, bob, carol = await people(world)
    await alice.call(functions.contacts.Block(my_stories_from=stories, id=alice.peer(bob)))
    story_id = await post(alice)
    assert not await sees(bob, alice, story_id)
    assert await sees(carol, alice, story_id)
    full = await alice.call(functions.users.GetFullUser(id=alice.user(bob)))
    assert isinstance(full, types.users.UserFull)
    assert full.full_user.blocked_my_stories_from is stories


async def test_rules_hold_for_the_profile_too(world: World) -> None:
    alice, bob, carol = await people(world)
    await know(alice, bob)
    story_id = await post(alice, CONTACTS, pinned=True)
    world.wait(24 * 3600)
    assert [one.id for one in await by_id(bob, alice, story_id)] == [story_id]
    assert await by_id(carol, alice, story_id) == []
    for person, available in ((bob, True), (carol, False)):
        full = await person.call(functions.users.GetFullUser(id=person.user(alice)))
        assert isinstance(full, types.users.UserFull)
        assert full.full_user.stories_pinned_available is available
        page = await person.call(
            functions.stories.GetPinnedStories(peer=person.peer(alice), offset_id=0, limit=9)
        )
        assert isinstance(page, types.stories.Stories)
        assert page.count == int(available)


async def test_a_viewer_does_not_learn_of_rules_or_of_other_viewers(world: World) -> None:
    alice, bob, _ = await people(world)
    story_id = await post(alice)
    for request in (
        functions.stories.GetStoriesViews(peer=bob.peer(alice), id=[story_id]),
        functions.stories.GetStoryViewsList(peer=bob.peer(alice), id=story_id, offset="", limit=10),
        functions.stories.GetStoryReactionsList(peer=bob.peer(alice), id=story_id, limit=10),
    ):
        with pytest.raises(RpcError, match="PEER_ID_INVALID"):
            await bob.call(request)


async def test_somebody_who_posts_nothing_has_no_stories(world: World) -> None:
    alice, bob, _ = await people(world)
    user = await seen_user(bob, alice)
    assert user.stories_unavailable
    assert user.stories_max_id is None
    with pytest.raises(RpcError, match="STORIES_NEVER_CREATED"):
        await bob.call(functions.stories.ReadStories(peer=bob.peer(alice), max_id=1))
