from __future__ import annotations

from zlib import crc32

import pytest

from hodhod.domain import emoji_words
from hodhod.domain.emoji import split_emoji
from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import Person, World

VERSION_OF = {2: 610614821}
"""What the words of a version add up to: words that change are another version."""


async def words(person: Person, language: str) -> dict[str, list[str]]:
    answer = await person.call(functions.messages.GetEmojiKeywords(lang_code=language))
    assert isinstance(answer, types.EmojiKeywordsDifference)
    assert (answer.lang_code, answer.version) == (language, emoji_words.VERSION)
    return {one.keyword: list(one.emoticons) for one in answer.keywords}


async def test_words_in_english_and_persian_stand_for_emoji(world: World) -> None:
    alice = await world.user("Alice")
    english, persian = await words(alice, "en"), await words(alice, "fa")
    assert "❤️" in english["love"]
    assert "❤️" in persian["عشق"]
    assert persian["سلام"] == english["hello"] == ["👋"]
    assert await words(alice, "en-US") == english
    assert await words(alice, "de") == {}


async def test_who_has_the_words_is_told_nothing_more(world: World) -> None:
    alice = await world.user("Alice")

    async def since(version: int) -> types.EmojiKeywordsDifference:
        answer = await alice.call(
            functions.messages.GetEmojiKeywordsDifference(lang_code="fa", from_version=version)
        )
        assert isinstance(answer, types.EmojiKeywordsDifference)
        return answer

    older = await since(1)
    assert (older.from_version, older.version) == (1, emoji_words.VERSION)
    assert len(older.keywords) == len(await words(alice, "fa"))
    for version in (emoji_words.VERSION, emoji_words.VERSION + 1):
        known = await since(version)
        assert (known.version, list(known.keywords)) == (version, [])
    with pytest.raises(RpcError, match="LANG_CODE_INVALID"):
        await alice.call(functions.messages.GetEmojiKeywords(lang_code=""))


async def test_languages_are_those_of_the_user_that_have_words(world: World) -> None:
    alice = await world.user("Alice")

    async def languages(*codes: str) -> list[str]:
        answer = await alice.call(
            functions.messages.GetEmojiKeywordsLanguages(lang_codes=list(codes))
        )
        assert isinstance(answer, list)
        return [one.lang_code for one in answer]

    assert await languages("fa", "en-US", "de", "fa_IR") == ["fa", "en"]
    assert await languages() == await languages("de") == ["en"]


@pytest.mark.parametrize("language", emoji_words.LANGUAGES)
def test_every_word_is_one_and_stands_for_single_emoji(language: str) -> None:
    found = emoji_words.words(language)
    assert len({one for emoji in found.values() for one in emoji}) >= 400
    for word, emoji in found.items():
        assert word == word.strip().lower() != ""
        assert len(set(emoji)) == len(emoji)
        assert all(split_emoji(one) == (one,) for one in emoji), word


def test_words_that_change_are_another_version() -> None:
    table = str([emoji_words.words(one) for one in emoji_words.LANGUAGES])
    assert crc32(table.encode()) == VERSION_OF[emoji_words.VERSION]
