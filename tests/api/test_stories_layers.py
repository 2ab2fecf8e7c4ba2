"""What clients of every layer with stories get: answers and updates can be written in each."""

from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.actions.updates.render import render
from hodhod.tl import TLFunction, functions, types
from hodhod.tl.writers import version_of
from tests.api.story import know, photo, post
from tests.api.world import Person, World

LAYERS = (160, 161, 163, 164, 167, 169, 174, 182, 192, 203, 211, 220, 224, 229)
AT = types.MediaAreaCoordinates(x=50.0, y=50.0, w=20.0, h=10.0, rotation=0.0)
ME = types.InputPeerSelf()


async def asked(person: Person, whom: Person, story_id: int) -> list[TLFunction]:
    """A request of every kind, about somebody's story."""
    peer = person.peer(whom)
    return [
        functions.stories.CanSendStory(peer=ME),
        functions.stories.GetAllStories(),
        functions.stories.GetPeerStories(peer=peer),
        functions.stories.GetPinnedStories(peer=peer, offset_id=0, limit=5),
        functions.stories.GetStoriesArchive(peer=ME, offset_id=0, limit=5),
        functions.stories.GetStoriesByID(peer=peer, id=[story_id]),
        functions.stories.GetPeerMaxIDs(id=[peer]),
        functions.stories.GetAllReadPeerStories(),
        functions.stories.SendStory(
            peer=ME,
            media=await photo(person),
            privacy_rules=[types.InputPrivacyValueAllowAll()],
            random_id=person.world.random_id(),
        ),
        functions.stories.SendReaction(
            peer=peer, story_id=story_id, reaction=types.ReactionEmoji(emoticon="👍")
        ),
        functions.users.GetFullUser(id=person.user(whom)),
        functions.users.GetUsers(id=[person.user(whom)]),
    ]


async def owned(person: Person, story_id: int) -> list[TLFunction]:
    """What only the owner of a story asks."""
    return [
        functions.stories.GetStoriesByID(peer=ME, id=[story_id]),
        functions.stories.GetStoriesViews(peer=ME, id=[story_id]),
        functions.stories.GetStoryViewsList(peer=ME, id=story_id, offset="", limit=5),
        functions.stories.GetStoryReactionsList(peer=ME, id=story_id, limit=5),
        functions.stories.EditStory(peer=ME, id=story_id, caption="changed"),
        functions.stories.TogglePinned(peer=ME, id=[story_id], pinned=False),
        functions.stories.DeleteStories(peer=ME, id=[story_id]),
    ]


async def test_every_answer_and_update_can_be_written_in_every_layer(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await know(bob, alice)
    areas = [
        types.MediaAreaUrl(coordinates=AT, url="https://example.org"),
        types.MediaAreaWeather(coordinates=AT, emoji="☀", temperature_c=21.5, color=-1),
    ]
    story_id = await post(alice, pinned=True, caption="hello", media_areas=areas)
    await post(bob, fwd_from_id=bob.peer(alice), fwd_from_story=story_id)
    for person, requests in (
        (bob, await asked(bob, alice, story_id)),
        (alice, await owned(alice, story_id)),
    ):
        for request in requests:
            answer = await world.dispatcher.call(person.caller, request)
            for layer in LAYERS:
                if version_of(type(request), layer) is not None:
                    assert world.dispatcher.encode(answer, request, layer)
    for person in (alice, bob):
        updates = [*person.other.pushed, *person.other.notices]
        assert updates
        for update in updates:
            container = await render(world.app, person.id, [update])
            for layer in LAYERS:
                assert tl.encode(container, layer)


@pytest.mark.parametrize("layer", LAYERS)
async def test_a_story_is_whole_in_every_layer(world: World, layer: int) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice, caption="hello")
    request = functions.stories.GetAllStories()
    await know(bob, alice)
    answer = await world.dispatcher.call(bob.caller, request)
    written = tl.decode(world.dispatcher.encode(answer, request, layer))
    assert isinstance(written, types.stories.AllStories)
    (peer,) = written.peer_stories or written.user_stories or ()
    (story,) = peer.stories
    assert isinstance(story, types.StoryItem)
    assert (story.id, story.caption, story.public) == (story_id, "hello", True)
