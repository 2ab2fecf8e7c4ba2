"""Stories: who sees them, who has seen them, what is kept of them, and those of channels."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from telethon import errors, utils
from telethon.tl import TLObject, types
from telethon.tl.functions import channels, contacts, messages, stories

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.samples import MP4_HEAD, noise, picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERYBODY = [types.InputPrivacyValueAllowAll()]
CONTACTS = [types.InputPrivacyValueAllowContacts()]
CLOSE_FRIENDS = [types.InputPrivacyValueAllowCloseFriends()]
THUMB, HEART = types.ReactionEmoji("👍"), types.ReactionEmoji("❤")
Rules = Sequence[types.TypeInputPrivacyRule]


async def photo(user: TelethonUser, path: Path) -> types.InputMediaUploadedPhoto:
    return types.InputMediaUploadedPhoto(await user.client.upload_file(str(path)))


async def film(user: TelethonUser, path: Path) -> types.InputMediaUploadedDocument:
    shown = types.DocumentAttributeVideo(4, 720, 1280, supports_streaming=True)
    return types.InputMediaUploadedDocument(
        await user.client.upload_file(str(path)), "video/mp4", [shown]
    )


async def post(
    user: TelethonUser,
    media: TLObject,
    rules: Rules = CONTACTS,
    peer: str | int = "me",
    **more: object,
) -> int:
    """Posts a story; gives its number."""
    done = await user.client(stories.SendStoryRequest(peer, media, list(rules), **more))
    return next(int(u.id) for u in done.updates if isinstance(u, types.UpdateStoryID))


async def active(viewer: TelethonUser, of: int) -> list[types.StoryItem]:
    """The active stories of somebody, as a viewer is shown them."""
    found = await viewer.client(stories.GetPeerStoriesRequest(of))
    return list(found.stories.stories)


async def numbers(viewer: TelethonUser, of: int) -> list[int]:
    return [story.id for story in await active(viewer, of)]


async def by_number(viewer: TelethonUser, of: int, story: int) -> list[types.TypeStoryItem]:
    return list((await viewer.client(stories.GetStoriesByIDRequest(of, [story]))).stories)


async def shown_to_all(viewer: TelethonUser, *, hidden: bool = False) -> dict[int, list[int]]:
    """Whose stories are in the list of everybody's, and which."""
    found = await viewer.client(stories.GetAllStoriesRequest(hidden=hidden))
    return {
        utils.get_peer_id(one.peer): [story.id for story in one.stories]
        for one in found.peer_stories
    }


async def told_of(user: TelethonUser, story: int, of: int) -> types.StoryItem:
    """What an update told somebody of a new story."""
    told = await user.told(
        types.UpdateStory,
        lambda u: (
            isinstance(u.story, types.StoryItem)
            and (u.story.id, utils.get_peer_id(u.peer)) == (story, of)
        ),
    )
    return told.story


async def test_photos_and_films_come_to_contacts_and_can_be_read(company: Company) -> None:
    owner, friend, _ = company.everybody()
    path = picture(company.folder, 720, 1280, seed=101)
    first = await post(owner, await photo(owner, path), caption="نخستین داستان")
    told = await told_of(friend, first, owner.id)
    assert (told.caption, told.contacts, told.out) == ("نخستین داستان", True, False)
    moved = noise(company.folder, "story.mp4", 60_000, MP4_HEAD)
    second = await post(owner, await film(owner, moved))
    await told_of(friend, second, owner.id)
    shown = await active(friend, owner.id)
    assert [story.id for story in shown] == [first, second]
    data = await friend.client.download_media(shown[0].media, bytes)
    assert Image.open(BytesIO(data)).size == (720, 1280)
    assert await friend.client.download_media(shown[1].media, bytes) == moved.read_bytes()
    assert (shown[0].expire_date - shown[0].date).total_seconds() == 86_400
    with pytest.raises(errors.BadRequestError):
        await post(owner, types.InputMediaGeoPoint(types.InputGeoPoint(35, 51)))


async def test_the_list_of_everybody_s_stories_says_when_nothing_is_new(company: Company) -> None:
    owner, friend, _ = company.everybody()
    story = await post(owner, await photo(owner, picture(company.folder, seed=102)))
    found = await friend.client(stories.GetAllStoriesRequest())
    assert story in [one.id for peer in found.peer_stories for one in peer.stories]
    same = await friend.client(stories.GetAllStoriesRequest(state=found.state))
    assert isinstance(same, types.stories.AllStoriesNotModified)
    another = await post(owner, await photo(owner, picture(company.folder, seed=103)))
    fresh = await friend.client(stories.GetAllStoriesRequest(state=same.state))
    assert another in [one.id for peer in fresh.peer_stories for one in peer.stories]
    user = await friend.client.get_entity(owner.id)
    assert user.stories_max_id.max_id == another
    await friend.client(stories.TogglePeerStoriesHiddenRequest(owner.id, hidden=True))
    assert owner.id not in await shown_to_all(friend)
    assert another in (await shown_to_all(friend, hidden=True))[owner.id]
    await friend.client(stories.TogglePeerStoriesHiddenRequest(owner.id, hidden=False))
    assert another in (await shown_to_all(friend))[owner.id]


async def test_each_story_has_its_own_circle(company: Company) -> None:
    owner, friend, third = company.everybody()
    stranger = await company.town.telethon("Stranger")
    chosen, other = [
        utils.get_input_user(await owner.client.get_input_entity(one.id)) for one in (third, friend)
    ]
    await owner.client(contacts.EditCloseFriendsRequest([friend.id]))
    circles: dict[str, tuple[Rules, list[TelethonUser]]] = {
        "everybody": (EVERYBODY, [friend, third, stranger]),
        "contacts": (CONTACTS, [friend, third]),
        "close friends": (CLOSE_FRIENDS, [friend]),
        "one": ([types.InputPrivacyValueAllowUsers([chosen])], [third]),
        "all but one": (
            [types.InputPrivacyValueDisallowUsers([chosen]), *CONTACTS],
            [friend],
        ),
    }
    name = f"stories{owner.id}"
    await owner.set_username(name)
    assert await stranger.find(name) == owner.id
    for title, (rules, circle) in circles.items():
        media = await photo(owner, picture(company.folder, seed=110 + len(title)))
        story = await post(owner, media, rules)
        for viewer in (friend, third, stranger):
            seen = story in await numbers(viewer, owner.id)
            assert seen == (viewer in circle), (title, viewer.phone)
            assert bool(await by_number(viewer, owner.id, story)) == seen
            if not seen:
                with pytest.raises(errors.BadRequestError):
                    await viewer.client(stories.SendReactionRequest(owner.id, story, THUMB))
        if friend in circle:
            told = await told_of(friend, story, owner.id)
            assert bool(told.close_friends) == (title == "close friends")
        only = [types.InputPrivacyValueAllowUsers([other])]
        await owner.client(stories.EditStoryRequest("me", story, privacy_rules=only))
        assert story in await numbers(friend, owner.id)
        assert story not in await numbers(third, owner.id)


async def test_the_owner_sees_who_looked_and_who_reacted(company: Company) -> None:
    owner, friend, third = company.everybody()
    story = await post(owner, await photo(owner, picture(company.folder, seed=121)))
    assert story in await friend.client(stories.ReadStoriesRequest(owner.id, story))
    found = await friend.client(stories.GetPeerStoriesRequest(owner.id))
    assert found.stories.max_read_id == story
    await third.client(stories.IncrementStoryViewsRequest(owner.id, [story]))
    await third.client(stories.SendReactionRequest(owner.id, story, THUMB))
    told = await owner.told(types.UpdateNewStoryReaction, lambda u: u.story_id == story)
    assert (told.peer.user_id, told.reaction) == (third.id, THUMB)
    await third.client(stories.SendReactionRequest(owner.id, story, HEART))
    (seen,) = await by_number(third, owner.id, story)
    assert seen.sent_reaction == HEART
    listed = await owner.client(stories.GetStoryViewsListRequest("me", story, "", 10))
    assert {one.user_id: one.reaction for one in listed.views} == {
        friend.id: None,
        third.id: HEART,
    }
    assert (listed.count, listed.reactions_count) == (2, 1)
    first = await owner.client(stories.GetStoryViewsListRequest("me", story, "", 1))
    rest = await owner.client(stories.GetStoryViewsListRequest("me", story, first.next_offset, 1))
    assert {first.views[0].user_id, rest.views[0].user_id} == {friend.id, third.id}
    (own,) = await by_number(owner, owner.id, story)
    assert (own.views.views_count, own.views.reactions_count) == (2, 1)
    with pytest.raises(errors.RPCError):
        await friend.client(stories.GetStoryViewsListRequest(owner.id, story, "", 10))


async def test_an_answer_to_a_story_is_a_message_that_names_it(company: Company) -> None:
    owner, friend, _ = company.everybody()
    story = await post(owner, await photo(owner, picture(company.folder, seed=122)))
    reply = types.InputReplyToStory(await friend.client.get_input_entity(owner.id), story)
    await friend.client(messages.SendMessageRequest(owner.id, "what a view", reply_to=reply))
    heard = await message_with(owner, "what a view")
    message = await owner.client.get_messages(friend.id, ids=heard.id)
    assert isinstance(message.reply_to, types.MessageReplyStoryHeader)
    assert message.reply_to.story_id == story


async def test_in_stealth_nobody_knows_who_looked(company: Company) -> None:
    owner, friend, _ = company.everybody()
    story = await post(owner, await photo(owner, picture(company.folder, seed=131)))
    await friend.client(stories.ReadStoriesRequest(owner.id, story))
    done = await friend.client(stories.ActivateStealthModeRequest(past=True, future=True))
    mode = next(u for u in done.updates if isinstance(u, types.UpdateStoriesStealthMode))
    assert mode.stealth_mode.active_until_date is not None
    listed = await owner.client(stories.GetStoryViewsListRequest("me", story, "", 10))
    assert listed.views == []
    unseen = await post(owner, await photo(owner, picture(company.folder, seed=132)))
    await friend.client(stories.ReadStoriesRequest(owner.id, unseen))
    listed = await owner.client(stories.GetStoryViewsListRequest("me", unseen, "", 10))
    assert listed.views == []
    with pytest.raises(errors.FloodWaitError):
        await friend.client(stories.ActivateStealthModeRequest(past=True, future=True))


async def test_stories_are_changed_kept_on_the_profile_and_deleted(company: Company) -> None:
    owner, friend, _ = company.everybody()
    tablet = await company.town.device("telethon", owner)
    assert isinstance(tablet, TelethonUser)
    story = await post(owner, await photo(owner, picture(company.folder, seed=141)))
    await told_of(tablet, story, owner.id)
    tags = [types.MessageEntityHashtag(3, 4)]
    await owner.client(stories.EditStoryRequest("me", story, caption="با #شرح", entities=tags))
    await friend.told(
        types.UpdateStory,
        lambda u: getattr(u.story, "caption", "") == "با #شرح" and bool(u.story.edited),
    )
    found = await friend.client(stories.GetPinnedStoriesRequest(owner.id, 0, 10))
    assert story not in [one.id for one in found.stories]
    assert await owner.client(stories.TogglePinnedRequest("me", [story], pinned=True)) == [story]
    found = await friend.client(stories.GetPinnedStoriesRequest(owner.id, 0, 10))
    assert [one.id for one in found.stories] == [story]
    await owner.client(stories.TogglePinnedToTopRequest("me", [story]))
    found = await friend.client(stories.GetPinnedStoriesRequest(owner.id, 0, 10))
    assert found.pinned_to_top == [story]
    link = await friend.client(stories.ExportStoryLinkRequest(owner.id, story))
    assert link.link.endswith(f"/s/{story}")
    assert await owner.client(stories.DeleteStoriesRequest("me", [story])) == [story]
    await friend.told(
        types.UpdateStory,
        lambda u: isinstance(u.story, types.StoryItemDeleted) and u.story.id == story,
    )
    assert story not in await numbers(friend, owner.id)
    assert await by_number(friend, owner.id, story) == []
    found = await owner.client(stories.GetStoriesArchiveRequest("me", 0, 100))
    assert story not in [one.id for one in found.stories]
    await tablet.log_out()


async def test_channels_have_stories_that_their_admins_post(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("خبرها", friend, broadcast=True)
    await owner.send(room, Content("welcome"))
    story = await post(
        owner, await photo(owner, picture(company.folder, seed=151)), EVERYBODY, peer=room
    )
    await told_of(friend, story, room)
    assert await numbers(friend, room) == [story]
    assert (await shown_to_all(friend))[room] == [story]
    assert room not in await shown_to_all(third)
    await friend.client(stories.SendReactionRequest(room, story, HEART))
    (seen,) = await by_number(owner, room, story)
    assert seen.views.reactions_count == 1
    media = await photo(friend, picture(company.folder, seed=152))
    with pytest.raises(errors.RPCError):
        await post(friend, media, EVERYBODY, peer=room)
    rights = types.ChatAdminRights(post_stories=True, edit_stories=True, delete_stories=True)
    await owner.client(channels.EditAdminRequest(room, friend.id, rights, ""))
    media = await photo(friend, picture(company.folder, seed=152))
    another = await post(friend, media, EVERYBODY, peer=room)
    assert await numbers(owner, room) == [story, another]
    await friend.client(stories.DeleteStoriesRequest(room, [story]))
    assert await numbers(owner, room) == [another]
