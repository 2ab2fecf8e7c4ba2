from __future__ import annotations

import pytest

from hodhod.tl import functions, types
from tests.api.stickers import STICKER, item, make_set, named, told
from tests.api.upload import document
from tests.api.world import World, sent
from tests.blobs.sticker_files import png, tgs, webm, webp

TGS, WEBM, WEBP = "application/x-tgsticker", "video/webm", "image/webp"


@pytest.mark.parametrize(
    ("data", "mime", "is_one"),
    [
        (webp(), WEBP, True),
        (webp(200, 400), WEBP, True),
        (tgs(), TGS, True),
        (webm(), WEBM, True),
        (webp(600, 100), WEBP, False),
        (webp()[:-20], WEBP, False),
        (png(), "image/png", False),
        (tgs(), WEBP, False),
        (b"no animation", TGS, False),
        (webm(sound=True), WEBM, False),
        (bytes(600_000), WEBP, False),
    ],
)
async def test_a_file_is_a_sticker_if_its_bytes_are(
    world: World, data: bytes, mime: str, *, is_one: bool
) -> None:
    alice = await world.user("Alice")
    made = await document(alice, data, mime, (STICKER,))
    found = [one for one in made.attributes if isinstance(one, types.DocumentAttributeSticker)]
    assert found == ([STICKER] if is_one else [])
    assert (made.mime_type, made.size) == (mime, len(data))


async def test_a_sticker_without_a_set_is_sent_and_remembered(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    made = await document(alice, webp(), WEBP, (STICKER,))
    answer = await alice.call(
        functions.messages.SendMedia(
            peer=alice.peer(bob),
            media=types.InputMediaDocument(id=named(made)),
            message="",
            random_id=world.random_id(),
        )
    )
    (message,) = sent(answer)
    assert isinstance(message.media, types.MessageMediaDocument)
    assert len(await told(alice, types.UpdateRecentStickers)) == 1
    recent = await alice.call(functions.messages.GetRecentStickers(hash=0))
    assert isinstance(recent, types.messages.RecentStickers)
    assert [one.id for one in recent.stickers] == [made.id]
    await world.check(alice, bob)


async def test_nobody_puts_a_file_into_a_set_by_saying_so(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    one = (await make_set(alice, await item(alice))).set
    inside = types.InputStickerSetID(id=one.id, access_hash=one.access_hash)
    claimed = types.DocumentAttributeSticker(alt="\U0001f600", stickerset=inside)
    made = await document(bob, webp(), WEBP, (claimed,))
    assert made.attributes == (STICKER,)
