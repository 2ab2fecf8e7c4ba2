"""Who may show stories in the name of a room, and see to those that others have shown."""

from __future__ import annotations

import pytest

from hodhod.domain.rights import Admin
from hodhod.tl import functions, types
from tests.api.cast import CHANNEL, DONE, SUPERGROUP, Row, Stage, Who, audit, pictures
from tests.api.story import EVERYBODY, post
from tests.api.world import World

BIG = (SUPERGROUP, CHANNEL)


async def _shown(built: Stage) -> None:
    """Stories of the owner's, and a picture that everybody may send again."""
    owner = built.owner
    for _ in range(6):
        built.topics.append(await post(owner, EVERYBODY, peer=owner.peer(built.room), pinned=True))


async def _album(built: Stage) -> None:
    await _shown(built)
    answer = await built.owner.call(
        functions.stories.CreateAlbum(
            peer=built.owner.peer(built.room), title="Album", stories=built.topics[:1]
        )
    )
    assert isinstance(answer, types.StoryAlbum)
    built.topics.append(answer.album_id)


ROWS = [
    Row(
        "canSendStory",
        lambda me, at: functions.stories.CanSendStory(peer=me.peer(at.room)),
        Who.RIGHT,
        Admin.POST_STORIES,
        BIG,
    ),
    Row(
        "sendStory",
        lambda me, at: functions.stories.SendStory(
            peer=me.peer(at.room),
            media=at.pictures[me.id],
            privacy_rules=EVERYBODY,
            random_id=at.world.random_id(),
        ),
        Who.RIGHT,
        Admin.POST_STORIES,
        BIG,
        prepare=pictures,
    ),
    Row(
        "editStory of somebody else",
        lambda me, at: functions.stories.EditStory(
            peer=me.peer(at.room), id=at.topics[0], caption=f"Caption {at.turn}", entities=()
        ),
        Who.RIGHT,
        Admin.EDIT_STORIES,
        BIG,
        prepare=_shown,
    ),
    Row(
        "deleteStories of somebody else",
        lambda me, at: functions.stories.DeleteStories(
            peer=me.peer(at.room), id=[at.topics[at.turn]]
        ),
        Who.RIGHT,
        Admin.DELETE_STORIES,
        BIG,
        prepare=_shown,
    ),
    Row(
        "togglePinned",
        lambda me, at: functions.stories.TogglePinned(
            peer=me.peer(at.room), id=[at.topics[0]], pinned=not at.on
        ),
        Who.RIGHT,
        Admin.EDIT_STORIES,
        BIG,
        prepare=_shown,
    ),
    Row(
        "togglePinnedToTop",
        lambda me, at: functions.stories.TogglePinnedToTop(
            peer=me.peer(at.room), id=[at.topics[at.turn]]
        ),
        Who.RIGHT,
        Admin.EDIT_STORIES,
        BIG,
        prepare=_shown,
    ),
    Row(
        "getStoriesArchive",
        lambda me, at: functions.stories.GetStoriesArchive(
            peer=me.peer(at.room), offset_id=0, limit=5
        ),
        Who.ADMIN,
        Admin.EDIT_STORIES,
        BIG,
    ),
    Row(
        "getStoryViewsList",
        lambda me, at: functions.stories.GetStoryViewsList(
            peer=me.peer(at.room), id=at.topics[0], offset="", limit=5
        ),
        Who.ADMIN,
        Admin.EDIT_STORIES,
        BIG,
        done="400 PEER_ID_INVALID",
        prepare=_shown,
    ),
    Row(
        "createAlbum",
        lambda me, at: functions.stories.CreateAlbum(
            peer=me.peer(at.room), title="Album", stories=[at.topics[0]]
        ),
        Who.RIGHT,
        Admin.EDIT_STORIES,
        BIG,
        prepare=_shown,
    ),
    Row(
        "updateAlbum",
        lambda me, at: functions.stories.UpdateAlbum(
            peer=me.peer(at.room), album_id=at.topics[-1], title=f"Album {at.turn}"
        ),
        Who.RIGHT,
        Admin.EDIT_STORIES,
        BIG,
        prepare=_album,
    ),
    Row(
        "reorderAlbums",
        lambda me, at: functions.stories.ReorderAlbums(
            peer=me.peer(at.room), order=[at.topics[-1]]
        ),
        Who.RIGHT,
        Admin.EDIT_STORIES,
        BIG,
        prepare=_album,
    ),
    Row(
        "getStoriesByID",
        lambda me, at: functions.stories.GetStoriesByID(peer=me.peer(at.room), id=[at.topics[0]]),
        Who.ANYBODY,
        rooms=BIG,
        outside=DONE,
        prepare=_shown,
    ),
]


@pytest.mark.parametrize("kind", BIG)
async def test_stories_of_a_room_are_shown_and_changed_by_those_who_may(
    world: World, database_dsn: str, kind: str
) -> None:
    wrong = await audit(world, database_dsn, kind, ROWS)
    assert not wrong, "\n".join(wrong)
