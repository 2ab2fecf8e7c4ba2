from __future__ import annotations

import gzip
import io
import json

import pytest
from PIL import Image

from hodhod.domain import stock

MAX_TGS_BYTES = 64 * 1024


def files() -> list[stock.StockFile]:
    return [
        file
        for one in stock.reactions()
        for file in (one.picture, one.appear, one.select, one.burst)
    ]


def test_every_file_is_found_by_its_id() -> None:
    assert len({file.id for file in files()}) == len(files())
    assert all(stock.find(file.id) is file for file in files())


@pytest.mark.parametrize("document_id", [-1, 0, 1, stock.FIRST_ID - 1, stock.FIRST_ID + 4])
def test_other_ids_are_not_stock(document_id: int) -> None:
    assert stock.find(document_id) is None


def test_ids_are_what_clients_have_stored() -> None:
    heart = next(one for one in stock.reactions() if one.emoji == "❤")
    assert heart.picture.id == stock.FIRST_ID + 16
    assert heart.burst.id == stock.FIRST_ID + 19


def test_emoji_are_written_as_clients_write_them() -> None:
    emoji = [one.emoji for one in stock.reactions()]
    assert len(set(emoji)) == len(emoji)
    assert not any("\ufe0f" in one for one in emoji)


def test_pictures_have_their_size_and_are_transparent_around() -> None:
    for one in stock.reactions():
        picture = Image.open(io.BytesIO(one.picture.data))
        assert picture.format == "WEBP"
        assert picture.size == (one.picture.side, one.picture.side)
        assert picture.getchannel("A").getextrema()[1] == 255


def test_animations_are_what_clients_take_for_one() -> None:
    for file in files():
        if file.mime_type != stock.TGS:
            continue
        assert len(file.data) <= MAX_TGS_BYTES
        animation = json.loads(gzip.decompress(file.data))
        assert animation["tgs"] == 1
        assert (animation["w"], animation["h"]) == (512, 512)
        assert animation["fr"] == 60
        assert animation["op"] <= 180
        assert animation["layers"]
