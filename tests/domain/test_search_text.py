from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hodhod.domain.search_text import (
    MAX_QUERY_WORDS,
    MAX_TOKEN_LENGTH,
    MAX_TOKENS,
    fold,
    index_tokens,
    query,
    tsquery,
)

PERSIAN = "ابپتجچحخدذرزژسشعغفقکگلمنوهیيكةأؤئ"
words = st.text(st.sampled_from(PERSIAN + "abcXYZ012۳٤éß"), min_size=1, max_size=12)
persian_words = st.text(st.sampled_from(PERSIAN), min_size=1, max_size=8)


def found(text: str, asked: str) -> bool:
    """What PostgreSQL does with the tokens and the query."""
    tokens = set(index_tokens(text))
    return all(
        not tokens.isdisjoint(word.tokens)
        or any(token.startswith(word.beginnings) for token in tokens)
        for word in query(asked)
    )


@pytest.mark.parametrize("text", ["می‌روم", "میروم", "می روم", "مي‌روم", "من می‌روم خانه"])
@pytest.mark.parametrize("asked", ["می‌روم", "میروم", "می روم", "مي روم", "می‌ر", "میر"])
def test_spellings_of_a_word_find_each_other(text: str, asked: str) -> None:
    assert found(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("كتاب", "کتاب"),
        ("مُحَمَّد", "محمد"),
        ("مـــحمد", "محمد"),
        ("آب", "اب"),
        ("مسئول", "مسیول"),
        ("رأی", "رای"),
        ("مؤمن", "مومن"),
        ("خانۀ ما", "خانه"),
        ("نامهٔ شما", "نامه"),
        ("فاطمة", "فاطمه"),
        ("علی", "على"),
        ("شماره ۱۲۳", "123"),
        ("شماره 123", "١٢٣"),
        ("کتاب‌ها", "کتابها"),
        ("کتابها", "کتاب"),
        ("کتاب های خوب", "کتابهای"),
        ("بزرگ‌ترین", "بزرگترین"),
        ("بزرگترین", "بزرگ"),
        ("کتاب‌خانه", "کتاب خانه"),
        ("کتابخانه", "کتاب‌خانه"),
        ("کتابخانه", "کتاب خانه"),
        ("نمیتوانمش", "نمی‌توانم‌ش"),
        ("Café Müller", "café"),
        ("STRASSE", "straße"),
        ("我爱北京", "北京"),
        ("ﻼ سلام", "سلام"),
        ("@some_name wrote", "some_name"),
        ("Hello, World!", "hello wor"),
    ],
)
def test_what_people_take_for_the_same_is_found(text: str, asked: str) -> None:
    assert found(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("دختر خوب", "دخ خوب"),
        ("سلام دنیا", "سلام جهان"),
        ("abcd", "bcd"),
        ("سلامت باشید", "سلا باشید"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, asked: str) -> None:
    assert not found(text, asked)


@given(st.lists(words, min_size=1, max_size=10), st.data())
def test_any_run_of_words_finds_its_text(text: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    assert found(" ".join(text), " ".join(text[start:stop]))


@given(st.lists(persian_words, min_size=2, max_size=5))
def test_a_word_with_non_joiners_is_found_however_it_is_asked_for(parts: list[str]) -> None:
    text = "\u200c".join(parts)
    assert found(text, text)
    assert found(text, " ".join(parts))
    assert found(text, "".join(parts))
    assert found("".join(parts), text)
    assert found(" ".join(parts), text)


@given(st.text())
@example("\u200c")
@example("' | \\ & ! ( ) :* <->")
def test_any_text_makes_a_query_that_its_own_index_satisfies(text: str) -> None:
    assert found(text, text)
    assert "" not in index_tokens(text)
    assert fold(text) == " ".join(fold(text).split(" "))


@given(st.text())
@example("it's 'quoted' \\ text")
def test_a_tsquery_holds_no_operator_of_the_asker(text: str) -> None:
    term = r"'[^'\\\s|&!()<>:*]+'(:\*)?"
    group = rf"({term}|\({term}( \| {term})+\))"
    assert re.fullmatch(rf"({group}( & {group})*)?", tsquery(text))


@given(st.text(st.characters(codec="ascii")))
def test_ascii_and_general_paths_agree(text: str) -> None:
    marker = "é"
    assert index_tokens(f"{text} {marker}") == [*index_tokens(text), marker]


def test_the_index_of_one_text_is_bounded() -> None:
    text = " ".join(f"واژه{n}" for n in range(5000))
    assert len(index_tokens(text)) == MAX_TOKENS
    assert len(index_tokens(" ".join(map(str, range(5000))))) == MAX_TOKENS
    assert max(map(len, index_tokens("ب" * 4096))) == MAX_TOKEN_LENGTH
    assert len(query(text)) == MAX_QUERY_WORDS


@pytest.mark.parametrize("text", ["", "   ", "!?…", "\u200c", "\u064e"])
def test_nothing_to_search_for_is_an_empty_query(text: str) -> None:
    assert tsquery(text) == ""
    assert index_tokens(text) == []
