"""Hashtags: one mark for all ways to write one, and what a query asks for."""

from __future__ import annotations

import pytest

from hodhod.domain.hashtags import TAGS_LIMIT, hashtag_token, hashtag_tokens, tags_and_words
from hodhod.tl import types

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    "one",
    ["#کتاب_خوانی", f"#كتاب{ZWNJ}خواني", "کتابخوانی", "#کِتابخوانی", "#کتابخوانی@some_channel"],
)
def test_a_persian_hashtag_is_one_however_it_is_typed(one: str) -> None:
    assert hashtag_token(one) == "##کتابخوانی"


def test_a_latin_hashtag_keeps_its_pieces_and_loses_its_case() -> None:
    assert hashtag_token("#Not_Able") == "##not_able"
    assert hashtag_token("#notable") == "##notable"
    assert hashtag_token("#۱۴۰۳_سال") == hashtag_token("#1403_سال")
    assert hashtag_token("#_") is None
    assert hashtag_token("") is None


def test_a_text_is_filed_under_each_of_its_hashtags_once() -> None:
    text = "🙂 #One and #one, #two"
    places = [(3, 4), (12, 4), (18, 4)]
    entities = [types.MessageEntityHashtag(offset=at, length=n) for at, n in places]
    bold = types.MessageEntityBold(offset=0, length=2)
    assert hashtag_tokens(text, [bold, *entities]) == ["##one", "##two"]
    many = " ".join(f"#tag{n}" for n in range(100))
    placed = []
    at = 0
    for word in many.split():
        placed.append(types.MessageEntityHashtag(offset=at, length=len(word)))
        at += len(word) + 1
    assert len(hashtag_tokens(many, placed)) == TAGS_LIMIT


def test_a_query_is_taken_apart_into_tags_and_words() -> None:
    assert tags_and_words("#One two #three four") == (["##one", "##three"], " two  four")
    assert tags_and_words("#1 two") == ([], "#1 two")
    assert tags_and_words("C# two") == ([], "C# two")
    assert tags_and_words("") == ([], "")
