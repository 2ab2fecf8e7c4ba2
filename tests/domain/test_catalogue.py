from __future__ import annotations

from string import Formatter

import pytest

from hodhod.domain.catalogue import END_ISOLATE, ISOLATE, LANGUAGES, language, text


def names_of(string: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(string) if name is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_string_with_the_same_values(code: str) -> None:
    english, other = LANGUAGES["en"].strings, LANGUAGES[code].strings
    assert sorted(other) == sorted(english)
    assert {key: names_of(value) for key, value in other.items()} == {
        key: names_of(value) for key, value in english.items()
    }


@pytest.mark.parametrize("code", ["fa", "FA", "fa-IR", "fa_IR"])
def test_a_language_is_found_by_its_first_letters(code: str) -> None:
    found = language(code)
    assert found is not None
    assert found.code == "fa"


@pytest.mark.parametrize("code", ["", "de", "farsi", "\x00"])
def test_who_speaks_another_language_reads_english(code: str) -> None:
    assert text(code, "welcome", server="Hodhod", name="Bob") == "Welcome to Hodhod, Bob!"


def test_a_latin_name_is_isolated_in_a_persian_sentence() -> None:
    written = text("fa", "contact_joined", name="Bob", server="Hodhod")
    assert f"{ISOLATE}Bob{END_ISOLATE}" in written


def test_a_name_cannot_turn_the_sentence_around() -> None:
    written = text("en", "contact_joined", name="\u202eBob\u2069\u200f", server="Hodhod")
    assert written == "Bob joined Hodhod!"


def test_braces_in_a_name_are_only_braces() -> None:
    assert text("en", "contact_joined", name="{server}", server="H") == "{server} joined H!"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("en", "welcome", name="Bob")
