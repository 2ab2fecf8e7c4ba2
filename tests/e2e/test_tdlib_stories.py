"""Stories as TDLib shows them: posted from it, come to it, looked at and answered in it."""

import pytest
from telethon.tl import types
from telethon.tl.functions import stories

from tests.e2e.json_tree import Node, at, int_at, list_at, text_at
from tests.e2e.samples import picture
from tests.e2e.tdlib_client import TdlibUser
from tests.e2e.test_stories import CONTACTS, HEART, active, by_number, photo, post, told_of
from tests.e2e.town import Town

DAY_S = 86_400


async def active_in(user: TdlibUser, chat: int, numbers: list[int]) -> Node:
    """Waits until TDLib tells that a chat has just these active stories."""
    return await user.td.updates.first(
        lambda u: (
            text_at(u, "@type") == "updateChatActiveStories"
            and int_at(u, "active_stories", "chat_id") == chat
            and [int_at(s, "story_id") for s in list_at(u, "active_stories", "stories")] == numbers
        )
    )


@pytest.mark.parametrize("variant", ["tdlib", "tdlib-older"])
async def test_tdlib_posts_stories_and_sees_those_of_others(town: Town, variant: str) -> None:
    user = await town.newcomer(variant, "Tara")
    friend = await town.telethon("Friend")
    assert isinstance(user, TdlibUser)
    td = user.td
    await user.import_contact(friend.phone, "Friend")
    await friend.import_contact(user.phone, "Tara")
    await td.ask("createPrivateChat", user_id=friend.id, force=False)
    await td.ask("createPrivateChat", user_id=user.id, force=False)

    file: Node = {"@type": "inputFileLocal", "path": str(picture(town.folder, 720, 1280, seed=3))}
    posted = await td.ask(
        "postStory",
        chat_id=user.id,
        content={"@type": "inputStoryContentPhoto", "photo": file},
        caption={"text": "از تی‌دی‌لیب"},
        privacy_settings={"@type": "storyPrivacySettingsContacts"},
        active_period=DAY_S,
        is_posted_to_chat_page=True,
    )
    done = await td.updates.first(
        lambda u: (
            text_at(u, "@type") in {"updateStoryPostSucceeded", "updateStoryPostFailed"}
            and int_at(u, "old_story_id") in {0, int_at(posted, "id")}
        )
    )
    story = int_at(done, "story", "id")
    assert text_at(done, "@type") == "updateStoryPostSucceeded", done
    shown = await told_of(friend, story, user.id)
    assert (shown.caption, shown.pinned) == ("از تی‌دی‌لیب", True)
    await friend.client(stories.ReadStoriesRequest(user.id, story))
    await friend.client(stories.SendReactionRequest(user.id, story, HEART))
    found = await td.ask(
        "getStoryInteractions",
        story_id=story,
        query="",
        only_contacts=False,
        prefer_forwards=False,
        prefer_with_reaction=False,
        offset="",
        limit=10,
    )
    (one,) = list_at(found, "interactions")
    assert int_at(one, "actor_id", "user_id") == friend.id
    assert text_at(one, "type", "chosen_reaction_type", "emoji") == "❤"

    theirs = await post(friend, await photo(friend, picture(town.folder, seed=4)), CONTACTS)
    await active_in(user, friend.id, [theirs])
    seen = await td.ask(
        "getStory", story_poster_chat_id=friend.id, story_id=theirs, only_local=False
    )
    assert text_at(seen, "content", "@type") == "storyContentPhoto"
    await td.ask("openStory", story_poster_chat_id=friend.id, story_id=theirs)
    await td.ask(
        "setStoryReaction",
        story_poster_chat_id=friend.id,
        story_id=theirs,
        reaction_type={"@type": "reactionTypeEmoji", "emoji": "❤"},
        update_recent_reactions=False,
    )
    told = await friend.told(types.UpdateNewStoryReaction, lambda u: u.story_id == theirs)
    assert (told.peer.user_id, told.reaction) == (user.id, HEART)
    await td.ask("closeStory", story_poster_chat_id=friend.id, story_id=theirs)
    (own,) = await by_number(friend, friend.id, theirs)
    assert own.views.views_count == 1

    another = await post(friend, await photo(friend, picture(town.folder, seed=5)), CONTACTS)
    await active_in(user, friend.id, [theirs, another])
    await friend.client(stories.DeleteStoriesRequest("me", [theirs]))
    await active_in(user, friend.id, [another])
    await td.ask("deleteStory", story_poster_chat_id=user.id, story_id=story)
    await friend.told(
        types.UpdateStory,
        lambda u: isinstance(u.story, types.StoryItemDeleted) and u.story.id == story,
    )
    assert await active(friend, user.id) == []
    assert [at(error, "message") for error in td.errors] == []
