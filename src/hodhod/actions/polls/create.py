"""From the poll a client wants to send to the poll a message carries.

The poll of a message that is being sent has `creator` set and says in its results what is right;
both go when it is kept (hodhod.actions.polls.keep), so that no copy of the message tells.

Source: https://core.telegram.org/constructor/inputMediaPoll
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.domain.caller import Caller
from hodhod.domain.country_names import COUNTRY_NAMES
from hodhod.domain.entities import formatted
from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.text import utf16_len
from hodhod.tl import types

QUESTION_UNITS, ANSWER_UNITS, SOLUTION_UNITS = 300, 100, 200
"""UTF-16 units, as clients count on them."""

FEWEST_ANSWERS, MOST_ANSWERS = 2, 12
"""Answers of a poll; help.getAppConfig names the same."""

OPTION_BYTES = 100

SHORTEST_S, LONGEST_S = 5, 2_628_000
"""How soon and how late a poll may close by itself."""

COUNTRIES = 12
"""Countries whose people alone may vote."""

MULTIPLE_QUIZ_LAYER = 224
"""Before this layer a quiz has one right answer."""

Attach = Callable[[App, Caller, types.TypeInputMedia], Awaitable[types.TypeMessageMedia | None]]

ATTACHED = (
    types.MessageMediaPhoto,
    types.MessageMediaDocument,
    types.MessageMediaGeo,
    types.MessageMediaVenue,
)
"""What can stand beside a question, an answer or a solution."""


async def poll_media(
    app: App, caller: Caller, media: types.InputMediaPoll, attach: Attach
) -> types.MessageMediaPoll:
    """Return the poll that a message carries.

    Args:
        app: The working parts.
        caller: Who sends it.
        media: What they send.
        attach: Returns the media for what is attached.

    Raises:
        RpcError: 400 POLL_QUESTION_INVALID, POLL_ANSWERS_INVALID, POLL_ANSWER_INVALID,
            POLL_OPTION_INVALID, POLL_OPTION_DUPLICATE, QUIZ_CORRECT_ANSWERS_EMPTY,
            QUIZ_CORRECT_ANSWERS_TOO_MUCH, QUIZ_CORRECT_ANSWER_INVALID, QUIZ_MULTIPLE_INVALID,
            MESSAGE_TOO_LONG (the solution), MEDIA_INVALID; what attach raises.
    """
    asked = media.poll
    if asked.quiz and asked.multiple_choice and caller.layer < MULTIPLE_QUIZ_LAYER:
        raise bad_request("QUIZ_MULTIPLE_INVALID")
    question = plain(asked.question, QUESTION_UNITS, "POLL_QUESTION_INVALID")
    if not FEWEST_ANSWERS <= len(asked.answers) <= MOST_ANSWERS:
        raise bad_request("POLL_ANSWERS_INVALID")
    answers = await _answers(app, caller, asked.answers, attach)
    right = _right(media, len(answers)) if asked.quiz else frozenset()
    poll = types.Poll(
        id=int.from_bytes(app.entropy(8), "big") >> 1 or 1,
        closed=asked.closed,
        public_voters=asked.public_voters,
        multiple_choice=asked.multiple_choice,
        quiz=asked.quiz,
        # What is right in a quiz is known from the beginning.
        open_answers=asked.open_answers and not asked.quiz,
        revoting_disabled=asked.revoting_disabled,
        shuffle_answers=asked.shuffle_answers,
        hide_results_until_close=asked.hide_results_until_close,
        creator=True,
        subscribers_only=asked.subscribers_only,
        question=question,
        answers=answers,
        close_period=_period(asked),
        close_date=_date(app, asked),
        countries_iso2=_countries(asked.countries_iso2),
    )
    results = NOTHING
    if asked.quiz:
        beside = await _solution_media(app, caller, media.solution_media, attach)
        results = replace(_key(media, answers, right), solution_media=beside)
    attached = None
    if media.attached_media is not None:
        attached = await _attached(app, caller, media.attached_media, attach, "MEDIA_INVALID")
    return types.MessageMediaPoll(poll=poll, results=results, attached_media=attached)


NOTHING = types.PollResults()


def plain(text: types.TypeTextWithEntities, limit: int, error: str) -> types.TextWithEntities:
    """Return a question or an answer: one line, of whose formatting custom emoji stay.

    Raises:
        RpcError: 400 with the given name for one that is empty or too long.
    """
    # A space for a newline keeps the places of the entities.
    line = text.text.replace("\n", " ")
    if utf16_len(line.strip()) > limit:
        raise bad_request(error)
    clean, entities = formatted(line, text.entities)
    if not clean:
        raise bad_request(error)
    emoji = tuple(one for one in entities if isinstance(one, types.MessageEntityCustomEmoji))
    return types.TextWithEntities(text=clean, entities=emoji)


async def answer_of(
    app: App,
    caller: Caller,
    answer: types.TypePollAnswer,
    option: bytes,
    attach: Attach,
    *,
    place: int = 0,
) -> types.PollAnswer:
    """Return an answer as it is kept.

    Raises:
        RpcError: 400 POLL_ANSWER_INVALID, ANSWER_X_MEDIA_TYPE_INVALID; what attach raises.
    """
    media = None
    if isinstance(answer, types.InputPollAnswer) and answer.media is not None:
        error = f"ANSWER_{place}_MEDIA_TYPE_INVALID"
        media = await _attached(app, caller, answer.media, attach, error)
    text = plain(answer.text, ANSWER_UNITS, "POLL_ANSWER_INVALID")
    return types.PollAnswer(text=text, option=option, media=media)


async def _answers(
    app: App, caller: Caller, answers: Sequence[types.TypePollAnswer], attach: Attach
) -> tuple[types.PollAnswer, ...]:
    given = [one.option for one in answers if isinstance(one, types.PollAnswer)]
    if any(not 0 < len(option) <= OPTION_BYTES for option in given):
        raise bad_request("POLL_OPTION_INVALID")
    if len(set(given)) != len(given):
        raise bad_request("POLL_OPTION_DUPLICATE")
    free = (name for name in map(option_name, range(2 * MOST_ANSWERS)) if name not in given)
    return tuple(
        [
            await answer_of(
                app,
                caller,
                one,
                one.option if isinstance(one, types.PollAnswer) else next(free),
                attach,
                place=place,
            )
            for place, one in enumerate(answers)
        ]
    )


def option_name(number: int) -> bytes:
    """Return the bytes that stand for an answer whose sender left them to us."""
    return str(number).encode()


def _right(media: types.InputMediaPoll, answers: int) -> frozenset[int]:
    given = media.correct_answers or ()
    if not given:
        raise bad_request("QUIZ_CORRECT_ANSWERS_EMPTY")
    if len(given) > (answers if media.poll.multiple_choice else 1):
        raise bad_request("QUIZ_CORRECT_ANSWERS_TOO_MUCH")
    right = frozenset(given)
    if len(right) != len(given) or not all(0 <= place < answers for place in right):
        raise bad_request("QUIZ_CORRECT_ANSWER_INVALID")
    return right


def _key(
    media: types.InputMediaPoll, answers: Sequence[types.PollAnswer], right: frozenset[int]
) -> types.PollResults:
    solution, entities = formatted(
        media.solution or "", media.solution_entities, limit=SOLUTION_UNITS
    )
    return types.PollResults(
        results=tuple(
            types.PollAnswerVoters(correct=place in right, option=one.option, voters=0)
            for place, one in enumerate(answers)
        ),
        solution=solution or None,
        solution_entities=entities if solution else None,
    )


async def _solution_media(
    app: App, caller: Caller, media: types.TypeInputMedia | None, attach: Attach
) -> types.TypeMessageMedia | None:
    if media is None:
        return None
    return await _attached(app, caller, media, attach, "SOLUTION_MEDIA_TYPE_INVALID")


async def _attached(
    app: App, caller: Caller, media: types.TypeInputMedia, attach: Attach, error: str
) -> types.TypeMessageMedia:
    if isinstance(media, types.InputMediaPoll):
        raise RpcError(400, error)
    found = await attach(app, caller, media)
    if not isinstance(found, ATTACHED):
        raise RpcError(400, error)
    return found


def _period(asked: types.Poll) -> int | None:
    if asked.close_period is None:
        return None
    if not SHORTEST_S <= asked.close_period <= LONGEST_S:
        raise bad_request("MEDIA_INVALID")
    return asked.close_period


def _date(app: App, asked: types.Poll) -> int | None:
    """Return when the poll closes; a period counts from when it is sent."""
    if asked.close_period is not None or asked.close_date is None:
        return None
    if not SHORTEST_S <= asked.close_date - app.now <= LONGEST_S:
        raise bad_request("MEDIA_INVALID")
    return asked.close_date


def _countries(given: Sequence[str] | None) -> tuple[str, ...] | None:
    if not given:
        return None
    if len(given) > COUNTRIES:
        raise bad_request("MEDIA_INVALID")
    codes = tuple(dict.fromkeys(code.upper() for code in given))
    if any(code not in COUNTRY_NAMES for code in codes):
        raise bad_request("MEDIA_INVALID")
    return codes
