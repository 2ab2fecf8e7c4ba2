"""What time does: edits come too late, stories end, and files that nobody needs go away."""

import asyncio
from pathlib import Path

import pytest
from telethon import errors
from telethon.tl import types
from telethon.tl.functions import messages, stories, upload

from tests.e2e.company import Company
from tests.e2e.mailbox import WAIT_S
from tests.e2e.messenger import Content, Media
from tests.e2e.samples import noise, picture
from tests.e2e.stage import Stage
from tests.e2e.telethon_client import until_connected
from tests.e2e.test_stories import active, numbers, photo, post
from tests.e2e.waiting import message_with

HOUR_S, DAY_S = 3_600, 86_400
LOOK_S = 0.05


async def later(company: Company, stage: Stage, seconds: int) -> None:
    """Moves the clock; goes on when everybody's client has set its own by it."""
    stage.wait(seconds)
    for user in company.everybody():
        await until_connected(user.client)


async def until_only(stage: Stage, known: set[Path]) -> None:
    """Waits until the server keeps no other files than those."""
    async with asyncio.timeout(WAIT_S):
        while True:
            if not blobs(stage) - known:
                return
            await asyncio.sleep(LOOK_S)


async def test_a_message_is_edited_for_two_days(staged_company: Company, stage: Stage) -> None:
    owner, friend, _ = staged_company.everybody()
    sent = [await owner.send(chat, Content("old")) for chat in (friend.id, owner.id)]
    room = await staged_company.room("Edited late", friend)
    spoken = await owner.send(room, Content("said"))
    await later(staged_company, stage, DAY_S)
    await owner.edit(friend.id, sent[0].id, "in time")
    await owner.edit(room, spoken.id, "in time too")
    await later(staged_company, stage, DAY_S + HOUR_S)
    with pytest.raises(errors.MessageEditTimeExpiredError):
        await owner.edit(friend.id, sent[0].id, "too late")
    assert "in time" in await friend.texts(owner.id)
    assert "in time too" in await friend.texts(room)
    # What is pinned is kept up to date: whoever pins messages of a room edits their own for ever.
    await owner.edit(room, spoken.id, "up to date")
    assert "up to date" in await friend.texts(room)
    await owner.edit(owner.id, sent[1].id, "my own notes")
    assert "my own notes" in await owner.texts(owner.id)


async def test_a_story_ends_and_goes_into_the_archive(
    staged_company: Company, stage: Stage
) -> None:
    owner, friend, _ = staged_company.everybody()
    short, kept, long = [
        await post(
            owner,
            await photo(owner, picture(staged_company.folder, seed=160 + number)),
            period=hours * HOUR_S,
            pinned=pinned or None,
        )
        for number, (hours, pinned) in enumerate(((6, False), (6, True), (48, False)))
    ]
    assert await numbers(friend, owner.id) == [short, kept, long]
    await later(staged_company, stage, 7 * HOUR_S)
    assert await numbers(friend, owner.id) == [long]
    found = await friend.client(stories.GetPinnedStoriesRequest(owner.id, 0, 10))
    assert [one.id for one in found.stories] == [kept]
    found = await owner.client(stories.GetStoriesArchiveRequest("me", 0, 10))
    assert [one.id for one in found.stories] == [long, kept, short]
    with pytest.raises(errors.RPCError):
        await friend.client(stories.GetStoriesArchiveRequest(owner.id, 0, 10))
    await later(staged_company, stage, 2 * DAY_S)
    assert await active(friend, owner.id) == []


def blobs(stage: Stage) -> set[Path]:
    """The files that the server keeps."""
    return {path for path in (stage.server.data / "media").rglob("*") if path.is_file()}


def sizes(stage: Stage, size: int) -> int:
    """How many files of a size the server keeps."""
    return sum(path.stat().st_size == size for path in blobs(stage))


async def test_a_file_goes_with_the_last_message_that_has_it(
    staged_company: Company, stage: Stage
) -> None:
    owner, friend, third = staged_company.everybody()
    size = 123_457
    path = noise(staged_company.folder, "kept.bin", size)
    sent = await owner.send(
        friend.id, Content("here", Media.DOCUMENT, path, "application/octet-stream")
    )
    await message_with(friend, "here")
    passed = await owner.forward(friend.id, sent.id, third.id)
    assert sizes(stage, size) == 1
    await owner.delete(friend.id, sent.id, revoke=True)
    for _ in range(3):
        await later(staged_company, stage, DAY_S + HOUR_S)
    own = await owner.client.get_messages(third.id, ids=passed.id)
    assert await owner.client.download_media(own, bytes) == path.read_bytes()
    assert sizes(stage, size) == 1
    await owner.delete(third.id, passed.id, revoke=True)
    place = types.InputDocumentFileLocation(
        own.document.id, own.document.access_hash, own.document.file_reference, ""
    )
    await later(staged_company, stage, DAY_S + HOUR_S)
    await until_gone(staged_company, stage, size)
    with pytest.raises(errors.RPCError):
        await owner.client(upload.GetFileRequest(place, 0, 4096))


async def until_gone(company: Company, stage: Stage, size: int) -> None:
    """A file is hidden for an hour before it goes: time goes by until it has."""
    async with asyncio.timeout(WAIT_S):
        while sizes(stage, size):
            await later(company, stage, HOUR_S)
            await asyncio.sleep(LOOK_S * 10)


async def test_an_upload_that_is_given_up_is_removed(staged_company: Company, stage: Stage) -> None:
    owner = staged_company.owner
    part = noise(staged_company.folder, "part", 512 * 1024).read_bytes()
    before = blobs(stage)
    await owner.client(upload.SaveBigFilePartRequest(4711, 0, 3, part))
    assert blobs(stage) - before
    await later(staged_company, stage, DAY_S - HOUR_S)
    assert blobs(stage) - before
    await later(staged_company, stage, 2 * HOUR_S)
    await until_only(stage, before)
    media = types.InputMediaUploadedDocument(
        types.InputFileBig(4711, 3, "given-up"), "application/octet-stream", []
    )
    with pytest.raises(errors.BadRequestError):
        await owner.client(messages.UploadMediaRequest("me", media))
