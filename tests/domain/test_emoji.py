from __future__ import annotations

import pytest

from hodhod.domain.emoji import plain, split_emoji


@pytest.mark.parametrize(
    "emoji",
    [
        *("😀", "❤️", "👍🏽", "🇮🇷", "7️⃣", "👩‍💻", "🏳️‍🌈", "👨‍👩‍👧‍👦", "☝🏿", "⭐", "©️", "〰️", "🫠"),
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_each_emoji_is_one(emoji: str) -> None:
    assert split_emoji(emoji) == (emoji,)
    assert split_emoji(f"{emoji}😀{emoji}") == (emoji, "😀", emoji)


@pytest.mark.parametrize("text", ["a", "7", "😀 ", "سلام", "😀a", "\u200d", "\ufe0f"])
def test_anything_else_is_none(text: str) -> None:
    assert split_emoji(text) is None


def test_the_plain_form_has_no_variation() -> None:
    assert plain("❤️") == "❤"
    assert plain("👍🏽") == "👍🏽"
