"""Polls: asking, voting, what each sees of it, and how a poll ends."""

from __future__ import annotations

import dataclasses
from typing import cast

import pytest
from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.messages.due import run_due
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World, sent

A, B, C = b"a", b"b", b"c"


def text(words: str, *entities: types.TypeMessageEntity) -> types.TextWithEntities:
    return types.TextWithEntities(text=words, entities=entities)


def answer(option: bytes) -> types.PollAnswer:
    return types.PollAnswer(text=text(f"Answer {option.decode()}"), option=option)


def poll(*options: bytes, **more: object) -> types.InputMediaPoll:
    """A poll to send; fields of the media are given as such, all others are the poll's."""
    own = {
        name: more.pop(name)
        for name in ("correct_answers", "solution", "solution_entities", "attached_media")
        if name in more
    }
    fields: dict[str, object] = {
        "id": 0,
        "question": text("Tea?"),
        "answers": [answer(one) for one in options or (A, B, C)],
        "hash": 0,
    }
    asked = types.Poll(**(fields | more))  # type: ignore[arg-type]
    return types.InputMediaPoll(poll=asked, **own)  # type: ignore[arg-type]


async def ask(
    person: Person, whom: Person, media: types.TypeInputMedia, **more: object
) -> types.Message:
    request = functions.messages.SendMedia(
        peer=person.peer(whom),
        media=media,
        message="",
        random_id=person.world.random_id(),
        **more,  # type: ignore[arg-type]
    )
    return sent(await person.call(request))[0]


def shown(message: object) -> types.MessageMediaPoll:
    assert isinstance(message, types.Message)
    assert isinstance(message.media, types.MessageMediaPoll)
    return message.media


async def vote(person: Person, whom: Person, msg_id: int, *options: bytes) -> types.PollResults:
    result = await person.call(
        functions.messages.SendVote(peer=person.peer(whom), msg_id=msg_id, options=options)
    )
    return told(result).results


def told(answered: object) -> types.UpdateMessagePoll:
    assert isinstance(answered, types.Updates)
    (update,) = answered.updates
    assert isinstance(update, types.UpdateMessagePoll)
    return update


def counts(results: types.PollResults) -> dict[bytes, int | None]:
    return {one.option: one.voters for one in results.results or ()}


def chosen(results: types.PollResults) -> set[bytes]:
    return {one.option for one in results.results or () if one.chosen}


async def last(person: Person, whom: Person) -> types.Message:
    newest = (await person.world.history(person, whom.peer_id))[0]
    assert isinstance(newest, types.Message)
    return newest


@pytest.fixture
async def pair(world: World) -> tuple[Person, Person]:
    return await world.user("Alice"), await world.user("Bob")


async def test_a_poll_arrives_as_it_was_asked(world: World, pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    asked = poll(A, B, multiple_choice=True, public_voters=True, shuffle_answers=True)
    mine = shown(await ask(alice, bob, asked))
    theirs = shown(await last(bob, alice))
    assert mine.poll.id == theirs.poll.id > 0
    assert mine.poll.creator
    assert not theirs.poll.creator
    for one in (mine.poll, theirs.poll):
        assert one.multiple_choice
        assert one.public_voters
        assert one.shuffle_answers
        assert not one.quiz
        assert one.question.text == "Tea?"
        assert [
            (a.text.text, a.option) for a in one.answers if isinstance(a, types.PollAnswer)
        ] == [
            ("Answer a", A),
            ("Answer b", B),
        ]
    # Nobody has voted, so nobody but the creator knows anything.
    assert theirs.results.results is None
    assert theirs.results.total_voters == 0
    await world.check(alice, bob)


async def test_who_votes_sees_the_counters_and_everybody_is_told(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    await world.check(alice, bob)
    results = await vote(bob, alice, theirs.id, B)
    assert counts(results) == {A: 0, B: 1, C: 0}
    assert chosen(results) == {B}
    assert results.total_voters == 1
    assert len(alice.saw(types.UpdateMessagePoll)) == 1
    assert len(bob.other.saw(types.UpdateMessagePoll)) == 1
    assert not bob.saw(types.UpdateMessagePoll)
    await world.check(alice, bob)
    seen = shown(await last(alice, bob)).results
    assert counts(seen) == {A: 0, B: 1, C: 0}
    assert chosen(seen) == set()

    assert counts(await vote(alice, bob, mine.id, A)) == {A: 1, B: 1, C: 0}
    assert counts(await vote(bob, alice, theirs.id, C)) == {A: 1, B: 0, C: 1}
    await world.check(alice, bob)
    taken_back = await vote(bob, alice, theirs.id)
    assert taken_back.results is None
    assert taken_back.total_voters == 1
    await world.check(alice, bob)


async def test_several_answers_only_where_the_poll_takes_them(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    for options, error in (
        ((A, B), "OPTIONS_TOO_MUCH"),
        ((b"x",), "OPTION_INVALID"),
    ):
        with pytest.raises(RpcError, match=error):
            await vote(bob, alice, theirs.id, *options)
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await vote(bob, alice, theirs.id + 100, A)
    await ask(alice, bob, poll(multiple_choice=True))
    results = await vote(bob, alice, (await last(bob, alice)).id, A, C, A)
    assert counts(results) == {A: 1, B: 0, C: 1}
    assert results.total_voters == 1
    results = await vote(bob, alice, (await last(bob, alice)).id, B, C)
    assert counts(results) == {A: 0, B: 1, C: 1}
    await world.check(alice, bob)


async def test_a_quiz_says_what_is_right_to_who_has_answered(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    bold = types.MessageEntityBold(offset=0, length=3)
    asked = poll(
        quiz=True, correct_answers=[1], solution="Tea, of course", solution_entities=[bold]
    )
    mine = shown(await ask(alice, bob, asked))
    assert [one.correct for one in mine.results.results or ()] == [False, True, False]
    for person in (bob, bob.other):
        seen = shown(await last(person, alice)).results
        assert (seen.results, seen.solution, seen.solution_entities) == (None, None, None)
    for update in (*bob.pushed, *bob.notices):
        assert b"of course" not in tl.encode(update)
    theirs = await last(bob, alice)
    results = await vote(bob, alice, theirs.id, A)
    assert [one.correct for one in results.results or ()] == [False, True, False]
    assert chosen(results) == {A}
    assert results.solution == "Tea, of course"
    assert results.solution_entities == (bold,)
    for options in ((B,), ()):
        with pytest.raises(RpcError, match="REVOTE_NOT_ALLOWED"):
            await vote(bob, alice, theirs.id, *options)
    await world.check(alice, bob)


async def test_a_final_vote_is_final(world: World, pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    await ask(alice, bob, poll(revoting_disabled=True))
    theirs = await last(bob, alice)
    await vote(bob, alice, theirs.id, A)
    with pytest.raises(RpcError, match="REVOTE_NOT_ALLOWED"):
        await vote(bob, alice, theirs.id, B)
    await world.check(alice, bob)


@pytest.mark.parametrize(
    ("media", "error"),
    [
        (poll(question=text(" ")), "POLL_QUESTION_INVALID"),
        (poll(question=text("x" * 301)), "POLL_QUESTION_INVALID"),
        (poll(A), "POLL_ANSWERS_INVALID"),
        (poll(*(bytes([n]) for n in range(65, 78))), "POLL_ANSWERS_INVALID"),
        (poll(answers=[answer(A), replace(answer(B), text=text(""))]), "POLL_ANSWER_INVALID"),
        (
            poll(answers=[answer(A), replace(answer(B), text=text("x" * 101))]),
            "POLL_ANSWER_INVALID",
        ),
        (poll(A, A), "POLL_OPTION_DUPLICATE"),
        (poll(A, b""), "POLL_OPTION_INVALID"),
        (poll(A, b"x" * 101), "POLL_OPTION_INVALID"),
        (poll(quiz=True), "QUIZ_CORRECT_ANSWERS_EMPTY"),
        (poll(quiz=True, correct_answers=[0, 1]), "QUIZ_CORRECT_ANSWERS_TOO_MUCH"),
        (poll(quiz=True, correct_answers=[3]), "QUIZ_CORRECT_ANSWER_INVALID"),
        (
            poll(quiz=True, multiple_choice=True, correct_answers=[1, 1]),
            "QUIZ_CORRECT_ANSWER_INVALID",
        ),
        (poll(quiz=True, correct_answers=[0], solution="x" * 201), "MESSAGE_TOO_LONG"),
        (poll(close_period=4), "MEDIA_INVALID"),
        (poll(close_date=1), "MEDIA_INVALID"),
        (poll(countries_iso2=["??"]), "MEDIA_INVALID"),
        (poll(attached_media=types.InputMediaDice(emoticon="🎲")), "MEDIA_INVALID"),
        (poll(attached_media=poll()), "MEDIA_INVALID"),
        (
            poll(
                answers=[
                    answer(A),
                    types.InputPollAnswer(
                        text=text("b"), media=types.InputMediaDice(emoticon="🎲")
                    ),
                ]
            ),
            "ANSWER_1_MEDIA_TYPE_INVALID",
        ),
    ],
)
async def test_what_is_no_poll_is_refused(
    pair: tuple[Person, Person], media: types.InputMediaPoll, error: str
) -> None:
    alice, bob = pair
    with pytest.raises(RpcError, match=error):
        await ask(alice, bob, media)
    assert not await alice.world.history(alice, bob.peer_id)


async def test_a_quiz_of_several_right_answers_needs_a_new_layer(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    media = poll(quiz=True, multiple_choice=True, correct_answers=[0, 2])
    results = shown(await ask(alice, bob, media)).results
    assert [one.correct for one in results.results or ()] == [True, False, True]
    alice.caller = dataclasses.replace(alice.caller, layer=223)
    with pytest.raises(RpcError, match="QUIZ_MULTIPLE_INVALID"):
        await ask(alice, bob, media)
    await world.check(alice, bob)


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


async def forward(
    person: Person, source: Person, target: Person, msg_id: int, *, drop_author: bool = False
) -> None:
    await person.call(
        functions.messages.ForwardMessages(
            from_peer=person.peer(source),
            to_peer=person.peer(target),
            id=[msg_id],
            random_id=[person.world.random_id()],
            drop_author=drop_author,
        )
    )


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


async def votes(
    person: Person, whom: Person, msg_id: int, option: bytes | None = None, **more: object
) -> types.messages.VotesList:
    found = await person.call(
        functions.messages.GetPollVotes(
            peer=person.peer(whom),
            id=msg_id,
            option=option,
            **({"limit": 10} | more),  # type: ignore[arg-type]
        )
    )
    assert isinstance(found, types.messages.VotesList)
    return found


async def test_who_voted_in_a_public_poll_is_known_to_voters(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(public_voters=True, multiple_choice=True))
    theirs = await last(bob, alice)
    with pytest.raises(RpcError, match="POLL_VOTE_REQUIRED"):
        await votes(bob, alice, theirs.id)
    await vote(bob, alice, theirs.id, A, B)
    world.wait(1)
    results = await vote(alice, bob, mine.id, B)
    assert results.recent_voters == (
        types.PeerUser(user_id=alice.id),
        types.PeerUser(user_id=bob.id),
    )
    by_option = {one.option: one.recent_voters for one in results.results or ()}
    assert by_option[A] == (types.PeerUser(user_id=bob.id),)
    everybody = await votes(bob, alice, theirs.id)
    assert everybody.count == 2
    assert [type(one) for one in everybody.votes] == [
        types.MessagePeerVote,
        types.MessagePeerVoteMultiple,
    ]
    assert {user.id for user in everybody.users} == {alice.id, bob.id}
    first = await votes(bob, alice, theirs.id, B, limit=1)
    assert (first.count, len(first.votes)) == (2, 1)
    assert first.next_offset is not None
    second = await votes(bob, alice, theirs.id, B, limit=1, offset=first.next_offset)
    assert second.next_offset is None
    assert [one.peer for one in (*first.votes, *second.votes)] == [
        types.PeerUser(user_id=alice.id),
        types.PeerUser(user_id=bob.id),
    ]
    with pytest.raises(RpcError, match="OPTION_INVALID"):
        await votes(bob, alice, theirs.id, b"x")
    for wrong in ("x", "1_", "1_99999999999999999999", "9999999999_1"):
        with pytest.raises(RpcError, match="OFFSET_INVALID"):
            await votes(bob, alice, theirs.id, offset=wrong)
    await world.check(alice, bob)


async def test_who_voted_in_an_anonymous_poll_is_nobodys_business(
    pair: tuple[Person, Person],
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())
    results = await vote(alice, bob, mine.id, A)
    assert results.recent_voters is None
    assert all(not one.recent_voters for one in results.results or ())
    with pytest.raises(RpcError, match="BROADCAST_FORBIDDEN"):
        await votes(alice, bob, mine.id)


async def test_results_can_be_hidden_until_the_end(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(hide_results_until_close=True, public_voters=True))
    theirs = await last(bob, alice)
    results = await vote(bob, alice, theirs.id, A)
    assert chosen(results) == {A}
    assert counts(results) == {A: None, B: None, C: None}
    assert results.recent_voters is None
    with pytest.raises(RpcError, match="POLL_VOTE_REQUIRED"):
        await votes(bob, alice, theirs.id)
    assert counts(shown(await last(alice, bob)).results) == {A: 1, B: 0, C: 0}
    await alice.call(
        functions.messages.EditMessage(peer=alice.peer(bob), id=mine.id, media=poll(closed=True))
    )
    assert counts(shown(await last(bob, alice)).results) == {A: 1, B: 0, C: 0}
    assert (await votes(bob, alice, theirs.id)).count == 1
    await world.check(alice, bob)


async def test_only_people_of_some_countries_may_vote(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    await ask(alice, bob, poll(countries_iso2=["AM", "tr"]))
    with pytest.raises(RpcError, match="POLL_COUNTRY_RESTRICTED"):
        await vote(bob, alice, (await last(bob, alice)).id, A)
    asked = shown(await ask(alice, bob, poll(countries_iso2=["ir"]))).poll
    assert asked.countries_iso2 == ("IR",)
    await vote(bob, alice, (await last(bob, alice)).id, A)
    await world.check(alice, bob)


async def test_the_state_of_a_poll_can_be_read(pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())

    async def read(known: int) -> types.UpdateMessagePoll:
        return told(
            await alice.call(
                functions.messages.GetPollResults(
                    peer=alice.peer(bob), msg_id=mine.id, poll_hash=known
                )
            )
        )

    first = await read(0)
    assert first.poll is not None
    assert (first.msg_id, first.results.total_voters) == (mine.id, 0)
    again = await read(cast("int", first.poll.hash))
    assert again.poll is None
    assert again.results == first.results
    with pytest.raises(RpcError, match="MESSAGE_ID_INVALID"):
        await alice.call(
            functions.messages.GetPollResults(
                peer=alice.peer(bob), msg_id=(await alice.say(bob, "no poll")).id, poll_hash=0
            )
        )


async def test_polls_are_found_by_filter_and_by_words(pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll(question=text("آیا چای می‌نوشید؟")))
    await alice.say(bob, "چای")
    await vote(alice, bob, mine.id, A)
    (found,) = await alice.find(bob, types.InputMessagesFilterPoll())
    assert found.id == mine.id
    assert counts(shown(found).results)[A] == 1
    assert mine.id in [one.id for one in await alice.find(bob, words="می‌نوشید")]
    assert [one.id for one in await alice.find(bob, words="Answer")] == [mine.id]


async def test_the_chat_list_shows_the_votes(world: World, pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    mine = await ask(alice, bob, poll())
    await vote(alice, bob, mine.id, B)
    listed = await alice.call(
        functions.messages.GetDialogs(
            offset_date=0, offset_id=0, offset_peer=types.InputPeerEmpty(), limit=10, hash=0
        )
    )
    assert isinstance(listed, types.messages.Dialogs)
    (top,) = listed.messages
    assert counts(shown(top).results) == {A: 0, B: 1, C: 0}


async def test_media_stand_beside_question_answer_and_solution(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    place = types.InputMediaGeoPoint(geo_point=types.InputGeoPoint(lat=35.7, long=51.4))
    media = poll(
        answers=[
            types.InputPollAnswer(text=text("here"), media=place),
            types.InputPollAnswer(text=text("there")),
        ],
        quiz=True,
        correct_answers=[0],
        attached_media=place,
    )
    media = replace(media, solution="This way", solution_media=place)
    await ask(alice, bob, media)
    theirs = shown(await last(bob, alice))
    assert isinstance(theirs.attached_media, types.MessageMediaGeo)
    first, second = theirs.poll.answers
    assert isinstance(first, types.PollAnswer)
    assert isinstance(second, types.PollAnswer)
    assert isinstance(first.media, types.MessageMediaGeo)
    assert (first.option, second.option, second.media) == (b"0", b"1", None)
    assert theirs.results.solution_media is None
    results = await vote(bob, alice, (await last(bob, alice)).id, b"1")
    assert isinstance(results.solution_media, types.MessageMediaGeo)
    await world.check(alice, bob)


async def test_a_question_keeps_custom_emoji_and_is_one_line(pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    emoji = types.MessageEntityCustomEmoji(offset=4, length=2, document_id=7)
    bold = types.MessageEntityBold(offset=0, length=3)
    question = text("Tea\n🙂 example.org ", emoji, bold)
    asked = shown(await ask(alice, bob, poll(question=question))).poll
    assert asked.question == text("Tea 🙂 example.org", emoji)


async def test_a_poll_that_many_have_is_told_of_by_the_timer(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    await ask(alice, bob, poll())
    theirs = await last(bob, alice)
    crowd = [await world.user(f"Guest {n}") for n in range(21)]
    for one in crowd:
        await forward(bob, alice, one, theirs.id)
    await world.check(alice, bob, *crowd)
    for one in crowd[:3]:
        await vote(one, bob, (await last(one, bob)).id, B)
    assert not alice.saw(types.UpdateMessagePoll)
    assert len(crowd[0].other.saw(types.UpdateMessagePoll)) == 1
    await run_due(world.app)
    (update,) = alice.saw(types.UpdateMessagePoll)
    assert isinstance(update, types.UpdateMessagePoll)
    assert update.results.min
    assert counts(update.results) == {A: 0, B: 3, C: 0}
    assert chosen(update.results) == set()
    await run_due(world.app)
    assert len(alice.saw(types.UpdateMessagePoll)) == 1


async def add(person: Person, whom: Person, msg_id: int, words: str) -> types.Updates:
    added = await person.call(
        functions.messages.AddPollAnswer(
            peer=person.peer(whom), msg_id=msg_id, answer=types.InputPollAnswer(text=text(words))
        )
    )
    assert isinstance(added, types.Updates)
    return added


async def delete(person: Person, whom: Person, msg_id: int, option: bytes) -> object:
    return await person.call(
        functions.messages.DeletePollAnswer(peer=person.peer(whom), msg_id=msg_id, option=option)
    )


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


async def test_votes_that_the_creator_has_not_seen_are_counted(
    world: World, pair: tuple[Person, Person]
) -> None:
    alice, bob = pair
    carol = await world.user("Carol")
    mine = await ask(alice, bob, poll(public_voters=True))
    await ask(alice, bob, poll())
    anonymous, theirs = (await world.history(bob, alice.peer_id))[:2]
    await vote(bob, alice, theirs.id, A)
    await vote(bob, alice, anonymous.id, A)
    await forward(bob, alice, carol, theirs.id)
    await vote(carol, bob, (await last(carol, bob)).id, B)
    await vote(alice, bob, mine.id, B)

    async def unread(person: Person, whom: Person) -> tuple[int | None, list[int]]:
        dialogs = await person.call(
            functions.messages.GetPeerDialogs(peers=[types.InputDialogPeer(peer=person.peer(whom))])
        )
        assert isinstance(dialogs, types.messages.PeerDialogs)
        (dialog,) = dialogs.dialogs
        assert isinstance(dialog, types.Dialog)
        found = await person.call(
            functions.messages.GetUnreadPollVotes(
                peer=person.peer(whom), offset_id=0, add_offset=0, limit=10, max_id=0, min_id=0
            )
        )
        assert isinstance(found, types.messages.Messages)
        return dialog.unread_poll_votes_count, [one.id for one in found.messages]

    assert await unread(alice, bob) == (2, [mine.id])
    assert await unread(bob, alice) == (0, [])
    (shows,) = [one for one in await world.history(alice, bob.peer_id) if one.id == mine.id]
    assert shown(shows).results.has_unread_votes
    await world.check(alice, bob, carol)
    read = await alice.call(functions.messages.ReadPollVotes(peer=alice.peer(bob)))
    assert isinstance(read, types.messages.AffectedHistory)
    assert await unread(alice, bob) == (0, [])
    await world.check(alice, bob, carol)


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


async def test_a_bot_is_told_who_votes_in_its_public_polls(world: World) -> None:
    alice, bot = await world.user("Alice"), await world.user("Bot", is_bot=True)
    await alice.say(bot, "/start")
    await ask(bot, alice, poll(public_voters=True, multiple_choice=True))
    theirs = await last(alice, bot)
    await vote(alice, bot, theirs.id, C, A)
    await vote(alice, bot, theirs.id)
    await ask(bot, alice, poll())
    await vote(alice, bot, (await last(alice, bot)).id, A)
    first, second = bot.saw(types.UpdateMessagePollVote)
    assert isinstance(first, types.UpdateMessagePollVote)
    assert isinstance(second, types.UpdateMessagePollVote)
    assert first.peer == types.PeerUser(user_id=alice.id)
    assert (first.options, first.positions) == ((C, A), (2, 0))
    assert (second.options, second.positions) == ((), ())
    assert second.qts == first.qts + 1
    state = await world.dispatcher.call(bot.caller, functions.updates.GetState())
    assert isinstance(state, types.updates.State)
    assert state.qts == second.qts
    missed = await world.dispatcher.call(
        bot.caller,
        functions.updates.GetDifference(pts=1, date=world.app.now - 10, qts=first.qts - 1),
    )
    assert isinstance(missed, types.updates.Difference)
    assert missed.state.qts == second.qts
    assert [
        one for one in missed.other_updates if isinstance(one, types.UpdateMessagePollVote)
    ] == [
        first,
        second,
    ]
    await world.check(alice)


async def test_a_bot_closes_its_poll(world: World) -> None:
    alice, bot = await world.user("Alice"), await world.user("Bot", is_bot=True)
    await alice.say(bot, "/start")
    mine = await ask(bot, alice, poll())
    await bot.call(
        functions.messages.EditMessage(peer=bot.peer(alice), id=mine.id, media=poll(closed=True))
    )
    assert shown(await last(alice, bot)).poll.closed
    await world.check(alice)
