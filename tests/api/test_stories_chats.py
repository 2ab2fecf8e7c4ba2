from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.store.reports import reports_after
from hodhod.tl import functions, types
from tests.api.story import CONTACTS, by_id, know, post
from tests.api.world import Person, World, sent


async def shared(person: Person, to: Person, whose: Person, story_id: int) -> types.Message:
    answer = await person.call(
        functions.messages.SendMedia(
            peer=person.peer(to),
            media=types.InputMediaStory(peer=person.peer(whose), id=story_id),
            message="",
            random_id=person.world.random_id(),
        )
    )
    return sent(answer)[0]


async def test_a_reply_to_a_story_says_so_on_both_sides(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)
    message = await bob.say(
        alice,
        "wonderful",
        reply_to=types.InputReplyToStory(peer=bob.peer(alice), story_id=story_id),
    )
    header = types.MessageReplyStoryHeader(peer=types.PeerUser(user_id=alice.id), story_id=story_id)
    assert message.reply_to == header
    (theirs,) = await world.history(alice, bob.peer_id)
    assert theirs.reply_to == header
    await world.check(alice, bob)


async def test_only_a_story_of_the_chat_that_is_there_is_answered(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    story_id = await post(alice)
    hidden = await post(alice, CONTACTS)
    for to, number, error in (
        (alice, story_id + 9, "STORY_ID_INVALID"),
        (alice, hidden, "STORY_ID_INVALID"),
        (carol, story_id, "PEER_ID_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await bob.say(
                to, "?", reply_to=types.InputReplyToStory(peer=bob.peer(alice), story_id=number)
            )
    assert await world.history(bob, carol.peer_id) == []


async def test_a_reply_to_a_story_may_wait(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)
    message = await bob.say(
        alice,
        "later",
        reply_to=types.InputReplyToStory(peer=bob.peer(alice), story_id=story_id),
        schedule_date=world.app.now + 3600,
    )
    await bob.call(functions.messages.SendScheduledMessages(peer=bob.peer(alice), id=[message.id]))
    (received,) = await world.history(alice, bob.peer_id)
    assert received.reply_to == types.MessageReplyStoryHeader(
        peer=types.PeerUser(user_id=alice.id), story_id=story_id
    )


async def test_a_story_is_shared_and_counted(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    story_id = await post(alice)
    message = await shared(bob, carol, alice, story_id)
    assert message.media == types.MessageMediaStory(
        peer=types.PeerUser(user_id=alice.id), id=story_id
    )
    (received,) = await world.history(carol, bob.peer_id)
    assert isinstance(received, types.Message)
    assert received.media == message.media
    (own,) = await by_id(alice, alice, story_id)
    assert isinstance(own.views, types.StoryViews)
    assert own.views.forwards_count == 1
    await world.check(alice, bob, carol)


async def test_a_story_that_stays_where_it_is_is_not_shared(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice, noforwards=True)
    with pytest.raises(RpcError, match="STORY_ID_INVALID"):
        await shared(bob, alice, alice, story_id)
    with pytest.raises(RpcError, match="STORY_ID_INVALID"):
        await post(bob, fwd_from_id=bob.peer(alice), fwd_from_story=story_id)


async def test_whoever_is_mentioned_gets_the_story(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    await bob.call(functions.account.UpdateUsername(username=f"bob{bob.id}"))
    await know(alice, bob)
    named = types.InputMessageEntityMentionName(offset=0, length=5, user_id=alice.user(carol))
    story_id = await post(alice, CONTACTS, caption=f"Carol @bob{bob.id}", entities=[named])
    (message,) = await world.history(bob, alice.peer_id)
    assert isinstance(message, types.Message)
    assert message.media == types.MessageMediaStory(
        via_mention=True, peer=types.PeerUser(user_id=alice.id), id=story_id
    )
    # Carol may not see it.
    assert await world.history(carol, alice.peer_id) == []
    await world.check(alice, bob)


async def test_a_repeated_story_says_whose_it_was(world: World) -> None:
    alice, bob, carol = [await world.user(name) for name in ("Alice", "Bob", "Carol")]
    first = await post(alice)
    second = await post(bob, fwd_from_id=bob.peer(alice), fwd_from_story=first, fwd_modified=True)
    (seen,) = await by_id(carol, bob, second)
    assert seen.fwd_from == types.StoryFwdHeader(
        modified=True, from_=types.PeerUser(user_id=alice.id), story_id=first
    )
    (own,) = await by_id(alice, alice, first)
    assert isinstance(own.views, types.StoryViews)
    assert own.views.forwards_count == 1


async def test_a_repeated_story_names_nobody_who_does_not_want_it(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    await alice.call(
        functions.account.SetPrivacy(
            key=types.InputPrivacyKeyForwards(), rules=[types.InputPrivacyValueDisallowAll()]
        )
    )
    first = await post(alice)
    second = await post(bob, fwd_from_id=bob.peer(alice), fwd_from_story=first)
    (seen,) = await by_id(bob, bob, second)
    assert seen.fwd_from == types.StoryFwdHeader(from_name="Alice")


async def test_a_story_has_a_link_when_its_owner_has_a_name(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)
    export = functions.stories.ExportStoryLink(peer=bob.peer(alice), id=story_id)
    with pytest.raises(RpcError, match="USER_PUBLIC_MISSING"):
        await bob.call(export)
    await alice.call(functions.account.UpdateUsername(username=f"alice{alice.id}"))
    assert await bob.call(export) == types.ExportedStoryLink(
        link=f"{world.app.policy.public_url}/alice{alice.id}/s/{story_id}"
    )


async def test_a_complaint_asks_for_its_reason(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    story_id = await post(alice)

    async def report(option: bytes, number: int = story_id) -> object:
        return await bob.call(
            functions.stories.Report(
                peer=bob.peer(alice), id=[number], option=option, message="look"
            )
        )

    asked = await report(b"")
    assert isinstance(asked, types.ReportResultChooseOption)
    assert await report(b"violence") == types.ReportResultReported()
    with pytest.raises(RpcError, match="OPTION_INVALID"):
        await report(b"I do not like it")
    for option_given in (b"", b"spam"):
        with pytest.raises(RpcError, match="STORY_ID_INVALID"):
            await report(option_given, story_id + 1)
    kept = [
        one for one in await reports_after(world.app.store.main, 0) if one.peer_id == alice.peer_id
    ]
    assert [(one.subject, list(one.ids), one.reason, one.comment) for one in kept] == [
        ("stories", [story_id], "violence", "look")
    ]
