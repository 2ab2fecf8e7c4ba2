"""Polls as tests make them and look at them."""

from __future__ import annotations

from hodhod.tl import functions, types
from tests.api.world import Person, Room, sent

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
    person: Person, whom: Person | Room, media: types.TypeInputMedia, **more: object
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


async def vote(
    person: Person, whom: Person | Room, msg_id: int, *options: bytes
) -> types.PollResults:
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


async def last(person: Person, whom: Person | Room) -> types.Message:
    newest = (await person.world.history(person, whom.peer_id))[0]
    assert isinstance(newest, types.Message)
    return newest


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


async def votes(
    person: Person, whom: Person | Room, msg_id: int, option: bytes | None = None, **more: object
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


async def add(person: Person, whom: Person | Room, msg_id: int, words: str) -> types.Updates:
    added = await person.call(
        functions.messages.AddPollAnswer(
            peer=person.peer(whom), msg_id=msg_id, answer=types.InputPollAnswer(text=text(words))
        )
    )
    assert isinstance(added, types.Updates)
    return added


async def delete(person: Person, whom: Person | Room, msg_id: int, option: bytes) -> object:
    return await person.call(
        functions.messages.DeletePollAnswer(peer=person.peer(whom), msg_id=msg_id, option=option)
    )
