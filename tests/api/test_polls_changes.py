"""What becomes of polls: they are closed, forwarded, sent later, and get more answers."""

from __future__ import annotations

from typing import cast

import pytest
from msgspec.structs import replace

from hodhod.actions.messages.due import run_due
from hodhod.actions.polls.upkeep import forget_polls
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.polling import (
    A,
    B,
    C,
    add,
    ask,
    counts,
    delete,
    forward,
    last,
    poll,
    shown,
    text,
    told,
    vote,
)
from tests.api.world import Person, World, sent


async def test_a_poll_is_closed_by_its_creator_alone(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(quiz=True, correct_answers=[0]))
    theirs = await last(bob, alice)
    await world.check(alice, bob)
    # What clients send to close a poll: nothing of it but that.
    closing = types.InputMediaPoll(
        poll=types.Poll(id=0, closed=True, question=text(""), answers=[], hash=0)
    )
    with pytest.raises(RpcError, match="MESSAGE_AUTHOR_REQUIRED"):
        await bob.call(
            functions.messages.EditMessage(peer=bob.peer(alice), id=theirs.id, media=closing)
        )
    world.wait(world.app.policy.edit_time_s + 1)
    request = functions.messages.EditMessage(peer=alice.peer(bob), id=mine.id, media=closing)
    update = told(await alice.call(request))
    assert update.msg_id == mine.id
    assert update.poll is not None
    assert update.poll.closed
    with pytest.raises(RpcError, match="MESSAGE_NOT_MODIFIED"):
        await alice.call(request)
    with pytest.raises(RpcError, match="MESSAGE_POLL_CLOSED"):
        await vote(bob, alice, theirs.id, A)
    seen = shown(await last(bob, alice))
    assert seen.poll.closed
    assert [one.correct for one in seen.results.results or ()] == [True, False, False]
    await world.check(alice, bob)


async def test_other_media_do_not_become_polls_nor_polls_others(
    pair: tuple[Person, Person],
) -> None:
    alice, bob = pair
    words = await alice.say(bob, "words")
    mine = await ask(alice, bob, poll())
    closing = poll(closed=True)
    for msg_id, media in (
        (words.id, closing),
        (mine.id, poll()),
        (mine.id, types.InputMediaDice(emoticon="🎲")),
    ):
        with pytest.raises(RpcError, match="MEDIA_PREV_INVALID"):
            await alice.call(
                functions.messages.EditMessage(peer=alice.peer(bob), id=msg_id, media=media)
            )


@pytest.mark.parametrize("by_date", [False, True])
async def test_a_poll_closes_when_its_time_is_over(
    world: World, pair: tuple[Person, Person], *, by_date: bool
) -> None:
    alice, bob = pair
    end = world.app.now + 60
    media = poll(close_date=end) if by_date else poll(close_period=60)
    asked = shown(await ask(alice, bob, media)).poll
    assert asked.close_date == end
    theirs = await last(bob, alice)
    await vote(bob, alice, theirs.id, A)
    await world.check(alice, bob)
    await run_due(world.app)
    assert not shown(await last(bob, alice)).poll.closed
    world.wait(60)
    with pytest.raises(RpcError, match="MESSAGE_POLL_CLOSED"):
        await vote(bob, alice, theirs.id, B)
    assert await run_due(world.app) == 1
    assert shown(await last(bob, alice)).poll.closed
    assert counts(shown(await last(alice, bob)).results) == {A: 1, B: 0, C: 0}
    await world.check(alice, bob)
    assert await run_due(world.app) == 0


async def test_a_forwarded_poll_has_the_same_votes(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    carol = await world.user("Carol")
    await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    await vote(bob, alice, theirs.id, A)
    await forward(bob, alice, carol, theirs.id)
    forwarded = await last(carol, bob)
    assert shown(forwarded).poll.id == shown(theirs).poll.id
    await world.check(alice, bob, carol)
    results = await vote(carol, bob, forwarded.id, B)
    assert counts(results) == {A: 1, B: 1, C: 0}
    await world.check(alice, bob, carol)
    assert counts(shown(await last(alice, bob)).results) == {A: 1, B: 1, C: 0}
    with pytest.raises(RpcError, match="MESSAGE_AUTHOR_REQUIRED"):
        await bob.call(
            functions.messages.EditMessage(
                peer=bob.peer(carol), id=(await last(bob, carol)).id, media=poll(closed=True)
            )
        )


async def test_a_poll_sent_again_as_ones_own_is_a_new_one(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    carol = await world.user("Carol")
    await ask(alice, bob, poll(quiz=True, correct_answers=[2]))
    theirs = await last(bob, alice)
    with pytest.raises(RpcError, match="QUIZ_ANSWER_MISSING"):
        await forward(bob, alice, carol, theirs.id, drop_author=True)
    await vote(bob, alice, theirs.id, A)
    await forward(bob, alice, carol, theirs.id, drop_author=True)
    copy = await last(carol, bob)
    assert shown(copy).poll.id != shown(theirs).poll.id
    results = await vote(carol, bob, copy.id, C)
    assert counts(results) == {A: 0, B: 0, C: 1}
    assert [one.correct for one in results.results or ()] == [False, False, True]
    await world.check(alice, bob, carol)


async def test_a_poll_can_wait_for_its_time(world: World, pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    media = poll(quiz=True, correct_answers=[0], solution="Tea", close_period=60)
    waiting = await ask(alice, bob, media, schedule_date=world.app.now + 100)
    assert shown(waiting).results.solution == "Tea"
    world.wait(101)
    await run_due(world.app)
    theirs = await last(bob, alice)
    assert shown(theirs).poll.close_date == world.app.now + 60
    assert shown(theirs).results.solution is None
    assert (await vote(bob, alice, theirs.id, B)).solution == "Tea"
    await world.check(alice, bob)


async def test_sending_again_keeps_the_first_poll(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    request = functions.messages.SendMedia(
        peer=alice.peer(bob), media=poll(), message="", random_id=world.random_id()
    )
    first = shown(sent(await alice.call(request))[0]).poll.id
    again = shown(sent(await world.dispatcher.call(alice.caller, request))[0]).poll.id
    assert first == again
    await vote(bob, alice, (await last(bob, alice)).id, A)
    assert len(await world.history(alice, bob.peer_id)) == 1


async def test_a_forward_that_waits_shows_the_votes(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())
    await vote(alice, bob, mine.id, A)
    await alice.call(
        functions.messages.ForwardMessages(
            from_peer=alice.peer(bob),
            to_peer=alice.peer(alice),
            id=[mine.id],
            random_id=[world.random_id()],
            schedule_date=world.app.now + 100,
        )
    )
    waiting = await alice.call(
        functions.messages.GetScheduledHistory(peer=alice.peer(alice), hash=0)
    )
    assert isinstance(waiting, types.messages.Messages)
    assert counts(shown(waiting.messages[0]).results) == {A: 1, B: 0, C: 0}


async def test_answers_are_added_to_an_open_poll(world: World, pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(open_answers=True, public_voters=True))
    theirs = await last(bob, alice)
    await world.check(alice, bob)
    added = await add(bob, alice, theirs.id, "Water")
    state, service = added.updates
    assert isinstance(state, types.UpdateMessagePoll)
    assert state.poll is not None
    new = state.poll.answers[-1]
    assert isinstance(new, types.PollAnswer)
    assert (new.text.text, new.added_by) == ("Water", types.PeerUser(user_id=bob.id))
    assert isinstance(service, types.UpdateNewMessage)
    assert isinstance(service.message, types.MessageService)
    assert service.message.action == types.MessageActionPollAppendAnswer(answer=new)
    await world.check(alice, bob)
    results = await vote(alice, bob, mine.id, new.option)
    assert counts(results) == {A: 0, B: 0, C: 0, new.option: 1}
    with pytest.raises(RpcError, match="POLL_OPTION_DUPLICATE"):
        await add(alice, bob, mine.id, "Water")
    with pytest.raises(RpcError, match="POLL_ANSWER_INVALID"):
        await add(alice, bob, mine.id, "x" * 101)
    for n in range(8):
        await add(alice, bob, mine.id, f"More {n}")
    with pytest.raises(RpcError, match="POLL_ANSWERS_INVALID"):
        await add(alice, bob, mine.id, "One more")
    await world.check(alice, bob)


async def test_answers_are_not_added_to_other_polls(pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    for media in (poll(), poll(quiz=True, correct_answers=[0], open_answers=True)):
        mine = await ask(alice, bob, media)
        with pytest.raises(RpcError, match="POLL_ANSWER_INVALID"):
            await add(alice, bob, mine.id, "Water")
    closed = await ask(alice, bob, poll(open_answers=True, closed=True))
    with pytest.raises(RpcError, match="MESSAGE_POLL_CLOSED"):
        await add(alice, bob, closed.id, "Water")


async def test_an_answer_that_was_added_can_be_taken_away(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(open_answers=True, multiple_choice=True))
    theirs = await last(bob, alice)
    state = (await add(bob, alice, theirs.id, "Water")).updates[0]
    assert isinstance(state, types.UpdateMessagePoll)
    assert state.poll is not None
    option = cast("types.PollAnswer", state.poll.answers[-1]).option
    await vote(bob, alice, theirs.id, option)
    await vote(alice, bob, mine.id, option, A)
    with pytest.raises(RpcError, match="DELETE_ANSWER_FORBIDDEN"):
        await delete(alice, bob, mine.id, A)
    with pytest.raises(RpcError, match="OPTION_INVALID"):
        await delete(alice, bob, mine.id, b"?")
    world.wait(301)
    with pytest.raises(RpcError, match="DELETE_ANSWER_FORBIDDEN"):
        await delete(bob, alice, theirs.id, option)
    await delete(alice, bob, mine.id, option)
    service = (await world.history(bob, alice.peer_id))[0]
    assert isinstance(service, types.MessageService)
    assert isinstance(service.action, types.MessageActionPollDeleteAnswer)
    found = await alice.call(
        functions.messages.GetPollResults(peer=alice.peer(bob), msg_id=mine.id, poll_hash=0)
    )
    assert counts(told(found).results) == {A: 1, B: 0, C: 0}
    assert told(found).results.total_voters == 1
    await world.check(alice, bob)


async def test_an_answer_of_a_poll_can_be_replied_to(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    reply = types.InputReplyToMessage(reply_to_msg_id=theirs.id, poll_option=B)
    await bob.say(alice, "why this?", reply_to=reply)
    header = (await last(alice, bob)).reply_to
    assert isinstance(header, types.MessageReplyHeader)
    assert header.poll_option == B
    with pytest.raises(RpcError, match="OPTION_INVALID"):
        await bob.say(alice, "why?", reply_to=replace(reply, poll_option=b"x" * 101))
    await world.check(alice, bob)


async def test_a_bot_closes_its_poll(world: World) -> None:
    alice, bot = await world.user("Alice"), await world.user("Bot", is_bot=True)
    await alice.say(bot, "/start")
    mine = await ask(bot, alice, poll())
    await bot.call(
        functions.messages.EditMessage(peer=bot.peer(alice), id=mine.id, media=poll(closed=True))
    )
    assert shown(await last(alice, bot)).poll.closed
    await world.check(alice)


async def test_a_poll_that_no_message_shows_is_forgotten(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    kept, gone = await ask(alice, bob, poll()), await ask(alice, bob, poll(public_voters=True))
    theirs = await last(bob, alice)
    await vote(bob, alice, theirs.id, A)
    await forward(bob, alice, bob, theirs.id)
    ids = [shown(kept).poll.id, shown(gone).poll.id]

    async def known() -> list[int]:
        return list(await world.app.store.polls.seen(ids, alice.id))

    await alice.call(functions.messages.DeleteMessages(id=[gone.id], revoke=True))
    world.wait(86_401)
    await forget_polls(world.app)
    assert await known() == ids  # Bob has saved it.
    await bob.call(functions.messages.DeleteMessages(id=[(await last(bob, bob)).id], revoke=True))
    world.wait(7 * 86_400)
    await forget_polls(world.app)
    assert await known() == ids[:1]
    assert not await world.app.store.polls.votes(ids[1], None, (2**31 - 1, 0), 10)
    assert not await world.app.store.polls.unread(alice.id, bob.peer_id, 10)
    await world.check(alice)
