"""A file of 20 MB: up and down byte for byte, and on after the line was cut."""

import asyncio
from pathlib import Path

import pytest

from tests.e2e.line import Line
from tests.e2e.messenger import Content, Media
from tests.e2e.samples import BIG_FILE_BYTES, digest, noise
from tests.e2e.town import PAIRS, Town
from tests.e2e.waiting import message_from

CUT_AFTER_BYTES = 7 * 1024 * 1024
TRANSFER_S = 120.0
LIBRARIES = ("telethon", "mtcute", "tdlib")

pytestmark = pytest.mark.timeout(400)


def big_file(folder: Path) -> Content:
    path = noise(folder, "film-reel.bin", BIG_FILE_BYTES)
    return Content("20 MB", Media.DOCUMENT, path, "application/octet-stream")


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
async def test_a_big_file_goes_up_and_down_byte_for_byte(town: Town, pair: tuple[str, str]) -> None:
    alice, bob = await town.acquaintances(pair)
    content = big_file(town.folder)
    assert content.file is not None
    sent = await alice.send(bob.id, content)
    assert sent.size == BIG_FILE_BYTES
    got = await message_from(bob, alice.id)
    assert got.size == BIG_FILE_BYTES
    path = await bob.download(got, town.fresh_folder("down"))
    assert digest(path) == digest(content.file)


@pytest.mark.parametrize("variant", LIBRARIES)
async def test_a_transfer_goes_on_after_the_line_was_cut(town: Town, variant: str) -> None:
    line = await town.line_for(variant)
    alice = await town.newcomer(variant, "Alice", line)
    content = big_file(town.folder)
    assert content.file is not None

    line.cut_after(up=CUT_AFTER_BYTES)
    sending = asyncio.ensure_future(alice.send(alice.id, content))
    await mend_when_cut(line)
    sent = await sending
    assert sent.size == BIG_FILE_BYTES

    line_down = await town.line_for(variant)
    other = await town.device(variant, alice, line=line_down)
    copy = next(m for m in await other.history(alice.id) if m.size == BIG_FILE_BYTES)
    line_down.cut_after(down=CUT_AFTER_BYTES)
    loading = asyncio.ensure_future(other.download(copy, town.fresh_folder("down")))
    await mend_when_cut(line_down)
    assert digest(await loading) == digest(content.file)


async def mend_when_cut(line: Line) -> None:
    await line.until_cut(TRANSFER_S)
    line.mend()
