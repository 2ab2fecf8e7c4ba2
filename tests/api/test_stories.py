from __future__ import annotations

from asyncio import gather

import pytest

from hodhod.actions.stories.expiry import archive_due
from hodhod.actions.stories.post import ACTIVE_LIMIT
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.story import (
    CONTACTS,
    EVERYBODY,
    active,
    active_ids,
    by_id,
    photo,
    post,
    post_updates,
    told,
)
from tests.api.upload import document
from tests.api.world import Person, World

HOUR = 3600


async def archive(person: Person) -> list[int]:
    answer = await person.call(
        functions.stories.GetStoriesArchive(peer=types.InputPeerSelf(), offset_id=0, limit=50)
    )
    assert isinstance(answer, types.stories.Stories)
    assert answer.count == len(answer.stories)
    return [one.id for one in answer.stories]


async def pinned(person: Person, whom: Person) -> types.stories.Stories:
    answer = await person.call(
        functions.stories.GetPinnedStories(peer=person.peer(whom), offset_id=0, limit=50)
    )
    assert isinstance(answer, types.stories.Stories)
    return answer


async def film(
    person: Person, *attributes: types.TypeDocumentAttribute
) -> types.InputMediaDocument:
    made = await document(person, b"moving pictures", "video/mp4", attributes)
    return types.InputMediaDocument(
        id=types.InputDocument(
            id=made.id, access_hash=made.access_hash, file_reference=made.file_reference
        )
    )


async def test_a_story_is_shown_to_others_for_a_day(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice, caption="good *morning*")
    (seen,) = await active(bob, alice)
    assert isinstance(seen, types.StoryItem)
    assert (seen.id, seen.caption, seen.public, seen.out) == (
        story_id,
        "good *morning*",
        True,
        False,
    )
    assert isinstance(seen.media, types.MessageMediaPhoto)
    assert seen.privacy is None
    assert seen.views is None
    assert seen.expire_date - seen.date == 24 * HOUR
    world.wait(24 * HOUR)
    assert await active(bob, alice) == []
    assert await by_id(bob, alice, story_id) == []


async def test_the_owner_sees_rules_and_counters(world: World) -> None:
    alice = await world.user("Alice")
    await post(alice, CONTACTS)
    (own,) = await active(alice, alice)
    assert isinstance(own, types.StoryItem)
    assert own.out
    assert own.contacts
    assert list(own.privacy or ()) == [types.PrivacyValueAllowContacts()]
    assert own.views == types.StoryViews(has_viewers=True, views_count=0, reactions_count=0)


@pytest.mark.parametrize("hours", [6, 12, 24, 48])
async def test_a_story_lives_for_a_period_that_there_is(world: World, hours: int) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice, period=hours * HOUR)
    world.wait(hours * HOUR - 1)
    assert await active_ids(bob, alice) == [story_id]
    world.wait(1)
    assert await active_ids(bob, alice) == []


async def test_what_is_over_is_in_the_archive_of_its_owner(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second = await post(alice), await post(alice, period=48 * HOUR)
    world.wait(24 * HOUR)
    assert await archive_due(world.app) >= 1
    assert await archive_due(world.app) == 0
    assert await archive(alice) == [second, first]
    assert await active_ids(bob, alice) == [second]
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await bob.call(
            functions.stories.GetStoriesArchive(peer=bob.peer(alice), offset_id=0, limit=50)
        )


async def test_a_story_is_told_to_contacts_and_to_ones_other_devices(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(alice), first_name="Alice", last_name="", phone=""
        )
    )
    story_id = await post(alice)
    assert [one.id for one in told(alice.other)] == [story_id]
    assert [one.id for one in told(bob)] == [story_id]
    assert [one.id for one in told(bob.other)] == [story_id]
    assert told(carol) == []
    await world.check(alice, bob)


async def test_posting_again_with_the_same_number_posts_once(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    number = world.random_id()
    media = await photo(alice)
    first = await post(alice, media=media, random_id=number)
    again = await post(alice, media=await photo(alice), random_id=number)
    assert first == again
    assert await active_ids(bob, alice) == [first]
    assert len(told(alice.other)) == 1


async def test_the_answer_names_the_story_and_shows_it(world: World) -> None:
    alice = await world.user("Alice")
    number = world.random_id()
    named, shown = await post_updates(alice, random_id=number)
    assert isinstance(shown, types.UpdateStory)
    assert named == types.UpdateStoryID(id=shown.story.id, random_id=number)


async def test_a_film_is_a_story_and_other_documents_are_not(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    video = types.DocumentAttributeVideo(duration=3.0, w=90, h=160, supports_streaming=True)
    story_id = await post(alice, media=await film(alice, video))
    (seen,) = await by_id(bob, alice, story_id)
    assert isinstance(seen.media, types.MessageMediaDocument)
    assert seen.media.video
    with pytest.raises(RpcError, match="MEDIA_VIDEO_STORY_MISSING"):
        await post(alice, media=await film(alice))


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"period": 3600}, "STORY_PERIOD_INVALID"),
        ({"media": types.InputMediaEmpty()}, "MEDIA_EMPTY"),
        ({"media": types.InputMediaDice(emoticon="🎲")}, "MEDIA_TYPE_INVALID"),
        ({"random_id": 0}, "RANDOM_ID_EMPTY"),
        ({"rules": ()}, "PRIVACY_VALUE_INVALID"),
        ({"caption": "a" * 3000}, "MEDIA_CAPTION_TOO_LONG"),
        ({"albums": [7]}, "ALBUM_ID_INVALID"),
    ],
)
async def test_what_cannot_be_a_story_is_refused(
    world: World, more: dict[str, object], error: str
) -> None:
    alice = await world.user("Alice")
    with pytest.raises(RpcError, match=error):
        await post(alice, **more)  # type: ignore[arg-type]
    assert await archive(alice) == []


async def test_nobody_posts_in_the_name_of_another(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    request = functions.stories.SendStory(
        peer=alice.peer(bob), media=await photo(alice), privacy_rules=EVERYBODY, random_id=5
    )
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await alice.call(request)
    story_id = await post(bob)
    for refused in (
        functions.stories.DeleteStories(peer=alice.peer(bob), id=[story_id]),
        functions.stories.EditStory(peer=alice.peer(bob), id=story_id, caption="mine"),
        functions.stories.TogglePinned(peer=alice.peer(bob), id=[story_id], pinned=True),
    ):
        with pytest.raises(RpcError, match="PEER_ID_INVALID"):
            await alice.call(refused)


async def test_there_is_a_limit_to_active_stories(world: World) -> None:
    alice = await world.user("Alice")
    can = functions.stories.CanSendStory(peer=types.InputPeerSelf())
    assert await alice.call(can) == types.stories.CanSendStoryCount(count_remains=ACTIVE_LIMIT)
    media = await photo(alice)
    made = (await by_id(alice, alice, await post(alice, media=media)))[0]
    assert isinstance(made.media, types.MessageMediaPhoto)
    shown = made.media.photo
    assert isinstance(shown, types.Photo)
    again = types.InputMediaPhoto(
        id=types.InputPhoto(
            id=shown.id, access_hash=shown.access_hash, file_reference=shown.file_reference
        )
    )
    for _ in range(ACTIVE_LIMIT - 1):
        await post(alice, media=again)
    for refused in (can, None):
        with pytest.raises(RpcError, match="STORIES_TOO_MUCH"):
            await (alice.call(refused) if refused else post(alice, media=again))
    world.wait(24 * HOUR)
    assert await alice.call(can) == types.stories.CanSendStoryCount(count_remains=ACTIVE_LIMIT)


async def test_an_edited_story_is_told_with_what_it_shows_now(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(alice), first_name="Alice", last_name="", phone=""
        )
    )
    story_id = await post(alice, caption="one")
    edit = functions.stories.EditStory(
        peer=types.InputPeerSelf(), id=story_id, caption="two", entities=()
    )
    await alice.call(edit)
    (seen,) = await by_id(bob, alice, story_id)
    assert (seen.caption, seen.edited) == ("two", True)
    last = told(bob)[-1]
    assert isinstance(last, types.StoryItem)
    assert (last.caption, last.min) == ("two", True)
    with pytest.raises(RpcError, match="STORY_NOT_MODIFIED"):
        await alice.call(edit)
    with pytest.raises(RpcError, match="STORY_ID_INVALID"):
        await alice.call(
            functions.stories.EditStory(peer=types.InputPeerSelf(), id=story_id + 1, caption="x")
        )
    await world.check(alice, bob)


async def test_who_may_no_longer_see_a_story_learns_that_it_is_gone(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(alice), first_name="Alice", last_name="", phone=""
        )
    )
    story_id = await post(alice)
    await alice.call(
        functions.stories.EditStory(peer=types.InputPeerSelf(), id=story_id, privacy_rules=CONTACTS)
    )
    assert told(bob)[-1] == types.StoryItemDeleted(id=story_id)
    assert await active(bob, alice) == []
    (own,) = await active(alice, alice)
    assert isinstance(own, types.StoryItem)
    assert not own.edited


async def test_a_deleted_story_is_gone_for_everybody(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await bob.call(
        functions.contacts.AddContact(
            id=bob.user(alice), first_name="Alice", last_name="", phone=""
        )
    )
    story_id = await post(alice)
    gone = await alice.call(
        functions.stories.DeleteStories(peer=types.InputPeerSelf(), id=[story_id, 99])
    )
    assert gone == [story_id]
    for person in (alice.other, bob):
        assert told(person)[-1] == types.StoryItemDeleted(id=story_id)
    assert await active(bob, alice) == []
    assert await archive(alice) == []
    assert await post(alice) == story_id + 1
    with pytest.raises(RpcError, match="STORY_ID_EMPTY"):
        await alice.call(functions.stories.DeleteStories(peer=types.InputPeerSelf(), id=[]))
    await world.check(alice, bob)


async def test_the_profile_shows_pinned_stories_also_when_they_are_over(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    first, second, third = await post(alice, pinned=True), await post(alice), await post(alice)
    toggled = await alice.call(
        functions.stories.TogglePinned(peer=types.InputPeerSelf(), id=[first, third], pinned=True)
    )
    assert toggled == [third]
    world.wait(24 * HOUR)
    page = await pinned(bob, alice)
    assert (page.count, [one.id for one in page.stories]) == (2, [third, first])
    assert [one.id for one in await by_id(bob, alice, first, second, third)] == [first, third]
    top = functions.stories.TogglePinnedToTop(peer=types.InputPeerSelf(), id=[first])
    assert await alice.call(top) is True
    assert list((await pinned(bob, alice)).pinned_to_top or ()) == [first]
    with pytest.raises(RpcError, match="STORY_ID_INVALID"):
        await alice.call(
            functions.stories.TogglePinnedToTop(peer=types.InputPeerSelf(), id=[second])
        )
    await alice.call(
        functions.stories.TogglePinned(peer=types.InputPeerSelf(), id=[first], pinned=False)
    )
    page = await pinned(bob, alice)
    assert [one.id for one in page.stories] == [third]
    assert page.pinned_to_top is None


async def test_a_profile_comes_in_pages(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    numbers = [await post(alice, pinned=True) for _ in range(3)]
    answer = await bob.call(
        functions.stories.GetPinnedStories(peer=bob.peer(alice), offset_id=numbers[2], limit=1)
    )
    assert isinstance(answer, types.stories.Stories)
    assert (answer.count, [one.id for one in answer.stories]) == (3, [numbers[1]])


async def test_many_post_and_change_stories_at_once(world: World) -> None:
    crowd = [await world.user(f"Poster {number}") for number in range(24)]
    medias = [await photo(person) for person in crowd]
    numbers = await gather(
        *(post(person, media=media) for person, media in zip(crowd, medias, strict=True))
    )
    toggles = [
        functions.stories.TogglePinned(peer=types.InputPeerSelf(), id=[one], pinned=True)
        for one in numbers
    ]
    pinned_now = await gather(
        *(person.call(one) for person, one in zip(crowd, toggles, strict=True))
    )
    assert pinned_now == [[one] for one in numbers]


async def test_posting_has_a_limit_a_week(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hodhod.actions.stories.post.WEEK_LIMIT", 2)
    alice = await world.user("Alice")
    for _ in range(2):
        await post(alice)
    with pytest.raises(RpcError, match=r"STORY_SEND_FLOOD_WEEKLY_\d+"):
        await post(alice)
    world.wait(8 * 24 * HOUR)
    await post(alice)
