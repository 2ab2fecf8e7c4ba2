from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import pytest

from hodhod import tl
from hodhod.domain.errors import RpcError
from hodhod.domain.story import DAY_S
from hodhod.store.database import Database
from hodhod.tl import functions, types
from tests.api.story import everybody, photo, post
from tests.api.world import Person, Room, World

CHAT_FIELDS = ("stories_hidden", "stories_unavailable", "stories_max_id")


async def post_in(person: Person, room: Room, **more: object) -> int:
    return await post(person, peer=person.peer(room), **more)  # type: ignore[arg-type]


async def active(person: Person, room: Room) -> list[int]:
    answer = await person.call(functions.stories.GetPeerStories(peer=person.peer(room)))
    assert isinstance(answer, types.stories.PeerStories)
    return [one.id for one in answer.stories.stories]


async def stories(person: Person, room: Room, *ids: int) -> Sequence[types.StoryItem]:
    answer = await person.call(
        functions.stories.GetStoriesByID(peer=person.peer(room), id=list(ids))
    )
    assert isinstance(answer, types.stories.Stories)
    return cast("Sequence[types.StoryItem]", answer.stories)


async def seen(person: Person, room: Room) -> types.Channel:
    answer = await person.call(functions.channels.GetChannels(id=[person.channel(room)]))
    assert isinstance(answer, types.messages.Chats)
    (chat,) = answer.chats
    assert isinstance(chat, types.Channel)
    return chat


async def listed(person: Person, *, hidden: bool = False) -> Sequence[types.PeerStories]:
    return (await everybody(person, hidden=hidden)).peer_stories or ()


async def appoint(owner: Person, room: Room, whom: Person, **rights: bool) -> None:
    await owner.call(
        functions.channels.EditAdmin(
            channel=owner.channel(room),
            user_id=owner.user(whom),
            admin_rights=types.ChatAdminRights(**rights),
            rank="",
        )
    )


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    asked: list[str] = []
    fetch, fetchrow, fetchval = Database.fetch, Database.fetchrow, Database.fetchval
    with monkeypatch.context() as patch:
        for name, real in (("fetch", fetch), ("fetchrow", fetchrow), ("fetchval", fetchval)):

            def spy(self: Database, query: str, *args: object, _real: object = real) -> object:
                asked.append(query)
                return _real(self, query, *args)  # type: ignore[operator]

            patch.setattr(Database, name, spy)
        yield asked


async def test_members_see_what_a_channel_posts(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "News", bob, broadcast=True)
    story_id = await post_in(alice, room, caption="hello")
    (one,) = await listed(bob)
    assert one.peer == types.PeerChannel(channel_id=room.peer(bob.id).channel_id)  # type: ignore[union-attr]
    (item,) = one.stories
    assert isinstance(item, types.StoryItem)
    assert (item.id, item.caption, item.out, item.from_id) == (story_id, "hello", False, None)
    assert isinstance(item.views, types.StoryViews)
    (own,) = (await listed(alice))[0].stories
    assert isinstance(own, types.StoryItem)
    assert own.out
    assert not await listed(carol)
    with pytest.raises(RpcError, match="CHANNEL_PRIVATE"):
        await active(carol, room)


async def test_members_who_are_here_are_told_and_nothing_is_filed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    before = [await world.app.store.boxes.state(one) for one in (room.box, bob.caller.box)]
    bob.heard[room.box].clear()
    alice.heard[room.box].clear()
    story_id = await post_in(alice, room)
    await alice.call(
        functions.stories.EditStory(peer=alice.peer(room), id=story_id, caption="better")
    )
    await alice.call(functions.stories.DeleteStories(peer=alice.peer(room), id=[story_id]))
    told = [cast("types.UpdateStory", one).story for one in bob.heard[room.box]]
    assert [type(one) for one in told] == [
        types.StoryItem,
        types.StoryItem,
        types.StoryItemDeleted,
    ]
    assert cast("types.StoryItem", told[1]).caption == "better"
    assert alice.heard[room.box] == []
    after = [await world.app.store.boxes.state(one) for one in (room.box, bob.caller.box)]
    assert [one.pts for one in before] == [one.pts for one in after]
    await world.check(alice, bob)


async def test_only_admins_with_the_right_post(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    room = await world.channel(alice, "News", bob, carol, broadcast=True)
    group = await world.group(alice, "Friends", bob)
    await appoint(alice, room, carol, post_messages=True)
    for person in (bob, carol):
        for request in (
            functions.stories.CanSendStory(peer=person.peer(room)),
            functions.stories.SendStory(
                peer=person.peer(room), media=await photo(person), privacy_rules=[], random_id=9
            ),
            functions.stories.GetStoriesArchive(peer=person.peer(room), offset_id=0, limit=10),
        ):
            with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
                await person.call(request)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await post_in(alice, group)
    assert await active(alice, room) == []
    can = await alice.call(functions.stories.CanSendStory(peer=alice.peer(room)))
    await post_in(alice, room)
    left = await alice.call(functions.stories.CanSendStory(peer=alice.peer(room)))
    assert isinstance(can, types.stories.CanSendStoryCount)
    assert isinstance(left, types.stories.CanSendStoryCount)
    assert left.count_remains == can.count_remains - 1


async def test_what_others_posted_takes_rights_of_its_own(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    await appoint(alice, room, bob, post_stories=True)
    first, second = await post_in(alice, room), await post_in(bob, room)
    peer = bob.peer(room)
    for request in (
        functions.stories.EditStory(peer=peer, id=first, caption="mine"),
        functions.stories.DeleteStories(peer=peer, id=[second, first]),
        functions.stories.TogglePinned(peer=peer, id=[first], pinned=True),
        functions.stories.TogglePinnedToTop(peer=peer, id=[]),
    ):
        with pytest.raises(RpcError, match="CHAT_ADMIN_REQUIRED"):
            await bob.call(request)
    assert await active(alice, room) == [first, second]
    await bob.call(functions.stories.EditStory(peer=peer, id=second, caption="mine"))
    await appoint(alice, room, bob, edit_stories=True, delete_stories=True)
    await bob.call(functions.stories.EditStory(peer=peer, id=first, caption="better"))
    assert [one.caption for one in await stories(alice, room, first, second)] == ["better", "mine"]
    await bob.call(functions.stories.DeleteStories(peer=peer, id=[first]))
    assert await active(alice, room) == [second]


async def test_channel_objects_tell_of_stories(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    assert [getattr(await seen(bob, room), field) for field in CHAT_FIELDS] == [False, True, None]
    story_id = await post_in(alice, room)
    newest = types.RecentStory(max_id=story_id)
    assert [getattr(await seen(bob, room), field) for field in CHAT_FIELDS] == [
        False,
        False,
        newest,
    ]
    await bob.call(functions.stories.TogglePeerStoriesHidden(peer=bob.peer(room), hidden=True))
    assert (await seen(bob, room)).stories_hidden
    assert not await listed(bob)
    assert len(await listed(bob, hidden=True)) == 1
    assert bob.other.saw(types.UpdateChannel)
    tl.encode(await seen(bob, room), tl.OLDEST_LAYER)
    world.wait(DAY_S + 1)
    assert (await seen(bob, room)).stories_max_id is None
    await alice.call(functions.stories.DeleteStories(peer=alice.peer(room), id=[story_id]))
    chat = await world.app.store.chats.get(room.peer_id)
    assert chat is not None
    assert chat.stories_until == 0


async def test_a_profile_and_the_archive_keep_what_is_over(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    kept, over = await post_in(alice, room, pinned=True), await post_in(alice, room)
    full = await bob.call(functions.channels.GetFullChannel(channel=bob.channel(room)))
    assert isinstance(full, types.messages.ChatFull)
    assert isinstance(full.full_chat, types.ChannelFull)
    assert full.full_chat.stories_pinned_available
    assert isinstance(full.full_chat.stories, types.PeerStories)
    assert [one.id for one in full.full_chat.stories.stories] == [kept, over]
    world.wait(DAY_S + 1)
    assert await active(bob, room) == []
    page = await bob.call(
        functions.stories.GetPinnedStories(peer=bob.peer(room), offset_id=0, limit=10)
    )
    assert isinstance(page, types.stories.Stories)
    assert [one.id for one in page.stories] == [kept]
    assert [one.id for one in await stories(bob, room, kept, over)] == [kept]
    archive = await alice.call(
        functions.stories.GetStoriesArchive(peer=alice.peer(room), offset_id=0, limit=10)
    )
    assert isinstance(archive, types.stories.Stories)
    assert [one.id for one in archive.stories] == [over, kept]


async def test_views_and_reactions_are_counted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    story_id = await post_in(alice, room)
    heart = types.ReactionEmoji(emoticon="❤")
    await bob.call(functions.stories.ReadStories(peer=bob.peer(room), max_id=story_id))
    await bob.call(
        functions.stories.SendReaction(peer=bob.peer(room), story_id=story_id, reaction=heart)
    )
    (theirs,) = await stories(bob, room, story_id)
    assert isinstance(theirs.views, types.StoryViews)
    assert (theirs.views.views_count, theirs.views.reactions_count) == (1, 1)
    assert (theirs.views.has_viewers, theirs.views.recent_viewers) == (False, None)
    assert theirs.sent_reaction == heart
    reacted = await alice.call(
        functions.stories.GetStoryReactionsList(peer=alice.peer(room), id=story_id, limit=10)
    )
    assert isinstance(reacted, types.stories.StoryReactionsList)
    (one,) = reacted.reactions
    assert isinstance(one, types.StoryReaction)
    assert one.peer_id == types.PeerUser(user_id=bob.id)
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await alice.call(
            functions.stories.GetStoryViewsList(
                peer=alice.peer(room), id=story_id, offset="", limit=10
            )
        )
    await world.check(alice, bob)


async def test_signed_stories_name_who_posted(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    group = await world.channel(alice, "Friends", bob)
    story_id = await post_in(alice, group)
    (item,) = await stories(bob, group, story_id)
    assert item.from_id == types.PeerUser(user_id=alice.id)


async def test_a_story_of_a_public_channel_has_a_link_and_is_repeated(world: World) -> None:
    alice, carol = await world.user("Alice"), await world.user("Carol")
    room = await world.channel(alice, "News", broadcast=True)
    story_id = await post_in(alice, room)
    export = functions.stories.ExportStoryLink(peer=alice.peer(room), id=story_id)
    with pytest.raises(RpcError, match="USER_PUBLIC_MISSING"):
        await alice.call(export)
    name = f"news{-room.peer_id}"
    await alice.call(functions.channels.UpdateUsername(channel=alice.channel(room), username=name))
    assert await alice.call(export) == types.ExportedStoryLink(
        link=f"{world.app.policy.public_url}/{name}/s/{story_id}"
    )
    # Whoever may look into it sees it, and may carry it on.
    again = await post(carol, fwd_from_id=carol.peer(room), fwd_from_story=story_id)
    answer = await carol.call(
        functions.stories.GetStoriesByID(peer=types.InputPeerSelf(), id=[again])
    )
    assert isinstance(answer, types.stories.Stories)
    (item,) = answer.stories
    assert isinstance(item, types.StoryItem)
    assert isinstance(item.fwd_from, types.StoryFwdHeader)
    assert item.fwd_from.story_id == story_id
    (own,) = await stories(alice, room, story_id)
    assert isinstance(own.views, types.StoryViews)
    assert own.views.forwards_count == 1


async def test_where_stories_may_be_posted_is_listed(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    await world.group(alice, "Friends", bob)

    async def offered(person: Person) -> list[int]:
        answer = await person.call(functions.stories.GetChatsToSend())
        assert isinstance(answer, types.messages.Chats)
        return [one.id for one in answer.chats]

    assert await offered(bob) == []
    assert await offered(alice) == [(await seen(alice, room)).id]
    await appoint(alice, room, bob, post_stories=True)
    assert await offered(bob) == await offered(alice)


async def test_a_story_leads_to_a_post_of_a_channel(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    room = await world.channel(alice, "News", bob, broadcast=True)
    message = await alice.say(room, "read this")

    def area(msg_id: int) -> types.InputMediaAreaChannelPost:
        at = types.MediaAreaCoordinates(x=50.0, y=50.0, w=10.0, h=10.0, rotation=0.0)
        return types.InputMediaAreaChannelPost(
            coordinates=at, channel=alice.channel(room), msg_id=msg_id
        )

    for wrong in (0, -1, message.id + 1):
        with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
            await post_in(alice, room, media_areas=[area(wrong)])
    story_id = await post_in(alice, room, media_areas=[area(message.id)])
    (item,) = await stories(bob, room, story_id)
    (found,) = item.media_areas or ()
    assert isinstance(found, types.MediaAreaChannelPost)
    assert found.msg_id == message.id


async def test_everybodys_stories_cost_the_same_however_many_channels(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    costs = []
    for count in (2, 4):
        for n in range(count):
            room = await world.channel(alice, f"News {n}", bob, broadcast=True)
            await post_in(alice, room)
        with counted(monkeypatch) as asked:
            await everybody(bob)
        costs.append(len(asked))
    assert len(await listed(bob)) == 6
    assert costs[0] == costs[1]
