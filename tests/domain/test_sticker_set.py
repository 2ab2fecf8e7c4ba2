from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.domain.sticker_set import (
    Kind,
    Sticker,
    emoji_of,
    keywords_of,
    mask_of,
    packs,
    short_name_of,
    title_of,
)
from hodhod.tl import types


@pytest.mark.parametrize("name", ["a", "Animals", "a_1", "x" * 64])
def test_names_that_a_link_can_have_are_taken(name: str) -> None:
    assert short_name_of(name) == name


@pytest.mark.parametrize(
    "name", ["", "1a", "_a", "a_", "a__b", "a-b", "حیوانات", "x" * 65, "a b", "a\n"]
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(RpcError, match="PACK_SHORT_NAME_INVALID"):
        short_name_of(name)


@pytest.mark.parametrize("title", ["", "  ", "\u200b", "x" * 65])
def test_a_title_is_seen_and_short(title: str) -> None:
    with pytest.raises(RpcError, match="PACK_TITLE_INVALID"):
        title_of(title)
    assert title_of(" گربه‌ها ") == "گربه‌ها"


def test_a_sticker_stands_for_each_of_its_emoji_once() -> None:
    assert emoji_of("❤️ 😀❤") == ("❤️", "😀")


@pytest.mark.parametrize("given", ["", "a", "😀" + "!", "".join(map(chr, range(0x1F600, 0x1F615)))])
def test_what_is_no_emoji_is_refused(given: str) -> None:
    with pytest.raises(RpcError, match="STICKER_EMOJI_INVALID"):
        emoji_of(given)


def test_keywords_are_cleaned_and_bounded() -> None:
    assert keywords_of("cat, گربه ,, cat") == ("cat", "گربه")
    assert keywords_of(None) == ()
    assert len(keywords_of(",".join(f"w{number}" for number in range(30)))) == 20
    assert sum(map(len, keywords_of(",".join(["x" * 30, "y" * 30, "z" * 30])))) == 60


def test_a_place_on_a_face_is_for_masks() -> None:
    place = types.MaskCoords(n=3, x=0.5, y=-0.5, zoom=1.0)
    assert mask_of(place, Kind.MASKS) == place
    assert mask_of(place, Kind.STICKERS) is None
    for wrong in ({"n": 4}, {"n": -1}, {"x": float("nan")}, {"zoom": 1e9}):
        given = {"n": 0, "x": 0.0, "y": 0.0, "zoom": 1.0} | wrong
        with pytest.raises(RpcError, match="STICKER_INVALID"):
            mask_of(types.MaskCoords(**given), Kind.MASKS)


def test_packs_go_by_plain_emoji_in_the_order_of_the_stickers() -> None:
    stickers = [
        Sticker(1, ("❤️", "😀"), (), ""),
        Sticker(2, ("😀",), (), ""),
        Sticker(3, ("❤",), (), ""),
    ]
    assert packs(stickers) == [
        types.StickerPack(emoticon="❤", documents=[1, 3]),
        types.StickerPack(emoticon="😀", documents=[1, 2]),
    ]
