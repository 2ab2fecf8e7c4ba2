"""Emoji in a text: where one ends and the next begins.

    flag      two regional indicators                          🇮🇷
    keycap    0-9 # *, perhaps FE0F, 20E3                      7️⃣
    sequence  element (200D element)*                          👩‍💻
    element   symbol, perhaps FE0F, skin tone or tags          ❤️ 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿

Source: https://www.unicode.org/reports/tr51/
"""

from __future__ import annotations

import re

VARIATION = "\ufe0f"
"""Asks for the coloured form; clients send emoji with it and without."""

_SYMBOL = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5"
    "\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_ELEMENT = f"{_SYMBOL}\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:[\U000e0020-\U000e007e]+\U000e007f)?"
_EMOJI = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ELEMENT}(?:\u200d{_ELEMENT})*"
)


def split_emoji(text: str) -> tuple[str, ...] | None:
    """Return the emoji that a text is made of, None if there is anything else in it."""
    found = []
    at = 0
    while at < len(text):
        match = _EMOJI.match(text, at)
        if match is None:
            return None
        found.append(match.group())
        at = match.end()
    return tuple(found)


def plain(emoji: str) -> str:
    """Return what an emoji is found by: its form without variation selectors."""
    return emoji.replace(VARIATION, "")
