"""Messages that are more than words: polls, dice, places that move, albums, links."""

import asyncio

import pytest
from telethon import utils
from telethon.tl import types
from telethon.tl.functions import messages

from tests.e2e.company import Company
from tests.e2e.messenger import Content
from tests.e2e.samples import picture
from tests.e2e.telethon_client import TelethonUser
from tests.e2e.waiting import message_with

pytestmark = pytest.mark.asyncio(loop_scope="module")


def words(text: str) -> types.TextWithEntities:
    return types.TextWithEntities(text, [])


def poll(question: str, *answers: str, **more: object) -> types.Poll:
    options = [types.PollAnswer(words(a), bytes([n])) for n, a in enumerate(answers)]
    return types.Poll(0, words(question), options, 0, **more)


async def asked(
    user: TelethonUser, chat: int, media: types.TypeInputMedia, text: str = ""
) -> types.Message:
    """Send a content by the API's own method; return the message as it became."""
    done = await user.client(messages.SendMediaRequest(chat, media, text))
    return next(u.message for u in done.updates if hasattr(u, "message"))


async def arrived(reader: TelethonUser, kind: type, chat: int, number: int) -> types.Message:
    """A message of a supergroup with a content of this kind, as a reader was told of it."""
    update = await reader.told(
        types.UpdateNewChannelMessage,
        lambda u: (
            (utils.get_peer_id(u.message.peer_id), u.message.id) == (chat, number)
            and isinstance(u.message.media, kind)
        ),
    )
    return update.message


async def test_a_public_poll_is_voted_in_and_closed(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Polls", friend, third)
    question = poll("چای یا قهوه؟", "چای", "قهوه", public_voters=True, multiple_choice=True)
    sent = await asked(owner, room, types.InputMediaPoll(question))
    await arrived(friend, types.MessageMediaPoll, room, sent.id)
    await friend.client(messages.SendVoteRequest(room, sent.id, [b"\0", b"\1"]))
    await third.client(messages.SendVoteRequest(room, sent.id, [b"\0"]))
    told = await owner.told(
        types.UpdateMessagePoll,
        lambda u: u.poll_id == sent.media.poll.id and u.results.total_voters == 2,
    )
    assert [one.voters for one in told.results.results] == [2, 1]
    voters = await owner.client(messages.GetPollVotesRequest(room, sent.id, 10, option=b"\1"))
    assert [vote.peer.user_id for vote in voters.votes] == [friend.id]
    closed = poll("چای یا قهوه؟", "چای", "قهوه", closed=True)
    closed.id = sent.media.poll.id
    await owner.client(
        messages.EditMessageRequest(room, sent.id, media=types.InputMediaPoll(closed))
    )
    after = await third.client.get_messages(room, ids=sent.id)
    assert after.media.poll.closed
    with pytest.raises(Exception, match=r"MESSAGE_POLL_CLOSED|poll was closed"):
        await third.client(messages.SendVoteRequest(room, sent.id, [b"\1"]))


async def test_a_quiz_tells_what_was_right_to_those_who_answered(company: Company) -> None:
    owner, friend, third = company.everybody()
    room = await company.room("Quizzes", friend, third)
    quiz = types.InputMediaPoll(
        poll("2 + 2?", "4", "5", quiz=True),
        correct_answers=[0],
        solution="count",
        solution_entities=[],
    )
    sent = await asked(owner, room, quiz)
    await arrived(friend, types.MessageMediaPoll, room, sent.id)
    before = (await friend.client.get_messages(room, ids=sent.id)).media.results
    assert not before.solution
    await friend.client(messages.SendVoteRequest(room, sent.id, [b"\1"]))
    after = (await friend.client.get_messages(room, ids=sent.id)).media.results
    assert [(one.chosen, one.correct) for one in after.results] == [(False, True), (True, False)]
    assert after.solution == "count"
    unknown = (await third.client.get_messages(room, ids=sent.id)).media.results
    assert not unknown.solution


async def test_dice_fall_alike_for_all(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Dice", friend)
    for emoji, most in (("🎲", 6), ("🎯", 6), ("🏀", 5)):
        sent = await asked(owner, room, types.InputMediaDice(emoji))
        assert 1 <= sent.media.value <= most
        heard = await arrived(friend, types.MessageMediaDice, room, sent.id)
        assert (heard.media.emoticon, heard.media.value) == (emoji, sent.media.value)


async def test_a_place_moves_while_it_is_shared(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("On the way", friend)
    start = types.InputMediaGeoLive(types.InputGeoPoint(35.70, 51.40), period=3600)
    sent = await asked(owner, room, start)
    heard = await arrived(friend, types.MessageMediaGeoLive, room, sent.id)
    assert (round(heard.media.geo.lat, 2), heard.media.period) == (35.7, 3600)
    further = types.InputMediaGeoLive(types.InputGeoPoint(35.75, 51.41), heading=90)
    await owner.client(messages.EditMessageRequest(room, sent.id, media=further))
    moved = await friend.told(types.UpdateEditChannelMessage, lambda u: u.message.id == sent.id)
    assert round(moved.message.media.geo.lat, 2) == 35.75
    there = await friend.client(messages.GetRecentLocationsRequest(room, 10, 0))
    assert [message.id for message in there.messages] == [sent.id]
    end = types.InputMediaGeoLive(types.InputGeoPoint(35.75, 51.41), stopped=True)
    await owner.client(messages.EditMessageRequest(room, sent.id, media=end))
    ended = await friend.client.get_messages(room, ids=sent.id)
    assert 0 < ended.media.period < 600  # as long as it has been there, instead of an hour


async def test_an_album_comes_together_and_one_picture_is_hidden(company: Company) -> None:
    owner, friend, _ = company.everybody()
    room = await company.room("Albums", friend)
    files = [str(picture(company.folder, seed=30 + number)) for number in range(3)]
    sent = await owner.client.send_file(room, files, caption=["one", "two", "three"])
    heard = [await message_with(friend, text, chat=room) for text in ("one", "two", "three")]
    assert [message.id for message in heard] == [message.id for message in sent]
    assert len({message.album for message in heard}) == 1
    assert heard[0].album
    file = await owner.client.upload_file(files[0])
    hidden = await asked(
        owner, room, types.InputMediaUploadedPhoto(file, spoiler=True), "do not look"
    )
    seen = await arrived(friend, types.MessageMediaPhoto, room, hidden.id)
    assert seen.media.spoiler


async def test_a_link_into_the_servers_own_network_is_never_asked(company: Company) -> None:
    owner, friend, _ = company.everybody()
    visits: list[str] = []

    def visited(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(str(writer.get_extra_info("peername")))
        writer.close()

    page = await asyncio.start_server(visited, "127.0.0.1", 0)
    port = page.sockets[0].getsockname()[1]
    address = f"http://127.0.0.1:{port}/secrets"
    shown = await owner.client(messages.GetWebPagePreviewRequest(address))
    assert isinstance(shown.media, types.MessageMediaEmpty)
    await owner.send(friend.id, Content(address))
    heard = await message_with(friend, address)
    own = await friend.client.get_messages(owner.id, ids=heard.id)
    assert isinstance(own.entities[0], types.MessageEntityUrl)
    assert own.web_preview is None
    page.close()
    await page.wait_closed()
    assert visits == []
