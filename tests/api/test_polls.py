"""Polls: asking, voting, and what each sees of it."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from hodhod import tl
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.polling import (
    A,
    B,
    C,
    answer,
    ask,
    chosen,
    counts,
    last,
    poll,
    shown,
    text,
    vote,
    votes,
)
from tests.api.world import Person, World


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


async def test_a_poll_is_no_part_of_an_album(pair: tuple[Person, Person]) -> None:
    alice, bob = pair
    album = [
        types.InputSingleMedia(media=poll(), random_id=alice.world.random_id(), message="")
        for _ in range(2)
    ]
    with pytest.raises(RpcError, match="MEDIA_INVALID"):
        await alice.call(functions.messages.SendMultiMedia(peer=alice.peer(bob), multi_media=album))
    assert not await alice.world.history(alice, bob.peer_id)
