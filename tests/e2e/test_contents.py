"""Contents of every kind, sent with one library and received with another."""

import pytest

from tests.e2e.messenger import Content, Media, Messenger, Seen
from tests.e2e.samples import digest, every_content, picture
from tests.e2e.town import Town
from tests.e2e.waiting import message_from

PLACE_TOLERANCE = 1e-4
AS_SENT = {Media.VIDEO, Media.VOICE, Media.DOCUMENT, Media.STICKER}
"""What comes back byte for byte; a photo is made into sizes of its own."""


async def check(reader: Messenger, content: Content, got: Seen, town: Town) -> None:
    assert got.media is content.media
    if content.media is Media.LOCATION:
        assert abs(got.latitude - content.latitude) < PLACE_TOLERANCE
    elif content.media is Media.CONTACT:
        assert got.phone.lstrip("+") == content.phone.lstrip("+")
    else:
        assert got.text == content.text
        into = town.fresh_folder(f"{reader.library}-{got.media}-{got.id}")
        path = await reader.download(got, into)
        assert content.file is not None
        if content.media in AS_SENT:
            assert digest(path) == digest(content.file)
        else:
            assert path.read_bytes()[:2] == b"\xff\xd8"  # a JPEG


@pytest.mark.parametrize(
    "name", ["photo", "video", "voice", "document", "sticker", "location", "contact"]
)
async def test_a_content_arrives_as_it_was_sent(
    lasting_town: Town, pair: tuple[Messenger, Messenger], name: str
) -> None:
    alice, bob = pair
    content = every_content(lasting_town.folder)[name]
    for sender, reader in ((alice, bob), (bob, alice)):
        sent = await sender.send(reader.id, content)
        assert sent.media is content.media
        got = await message_from(reader, sender.id)
        await check(reader, content, got, lasting_town)


async def test_an_album_arrives_as_one(
    lasting_town: Town, pair: tuple[Messenger, Messenger]
) -> None:
    alice, bob = pair
    photos = [
        Content("", Media.PHOTO, picture(lasting_town.folder, seed=seed), "image/jpeg", 640, 480)
        for seed in (1, 2, 3)
    ]
    for sender, reader in ((alice, bob), (bob, alice)):
        sent = await sender.send_album(reader.id, photos)
        assert len(sent) == len(photos)
        got, last = [], max((m.id for m in await reader.history(sender.id)), default=0) - 3
        for _ in photos:
            got.append(await message_from(reader, sender.id, after=last))
            last = got[-1].id
        assert {m.media for m in got} == {Media.PHOTO}
        assert len({m.album for m in got}) == 1
        assert got[0].album
