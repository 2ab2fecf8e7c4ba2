from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.text import (
    cut,
    fold_digits,
    line,
    neutralise_bidi,
    paragraphs,
    strip_controls,
    utf16_len,
)


def test_digits_of_any_keyboard_become_latin() -> None:
    assert fold_digits("۰۹۱۲ ٣٤٥ 67 الف") == "0912 345 67 الف"


@given(st.text())
def test_length_is_counted_in_utf16_units(text: str) -> None:
    assert utf16_len(text) == len(text.encode("utf-16-le")) // 2


@given(st.text(), st.integers(0, 20))
def test_a_cut_keeps_whole_characters_within_the_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert text.startswith(short)
    assert utf16_len(short) <= limit
    assert short == text or utf16_len(short) >= limit - 1


@given(st.text())
def test_stripping_controls_moves_nothing(text: str) -> None:
    clean = strip_controls(text)
    assert len(clean) == len(text)
    assert all(new in {old, " "} for old, new in zip(text, clean, strict=True))
    assert not any(char < " " and char != "\n" for char in clean)


def test_overrides_and_isolates_leave_a_name() -> None:
    assert neutralise_bidi("a\u202eb\u2066c\u2069d\u202c") == "abcd"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  علی   رضایی ", "علی رضایی"),
        ("می‌روم", "می‌روم"),
        ("a\nb\tc\x00d", "a b c d"),
        ("\u202eevil\u202c", "evil"),
        ("\u2800\u3164\u200b", ""),
        ("\u200c\u200f ", ""),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
    ],
)
def test_a_line_is_what_is_seen_of_it(typed: str, shown: str) -> None:
    assert line(typed, 64) == shown


@given(st.text(), st.integers(1, 70))
def test_a_clean_line_is_already_clean(text: str, limit: int) -> None:
    clean = line(text, limit)
    assert line(clean, limit) == clean
    assert "\n" not in clean
    assert utf16_len(clean) <= limit


def test_paragraphs_keep_their_newlines_but_not_a_void() -> None:
    assert paragraphs(" a \n b\n\n\n\n\nc ", 100) == "a\nb\n\nc"
