"""Lists of reactions, and the hashes that clients know them by.

Source: https://core.telegram.org/api/offsets#hash-generation
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5

from hodhod.domain.result_hash import result_hash
from hodhod.tl import types

VARIANT = "\ufe0f"
"""Asks for an emoji in colour; not part of what is hashed."""


def reactions_hash(reactions: Iterable[types.TypeReaction]) -> int:
    """Return the hash of a list as clients compute it: two 32-bit halves a reaction; 0 for none."""
    numbers: list[int] = []
    for one in reactions:
        if isinstance(one, types.ReactionCustomEmoji):
            numbers += [one.document_id >> 32 & 0xFFFFFFFF, one.document_id & 0xFFFFFFFF]
        elif isinstance(one, types.ReactionEmoji):
            numbers += [0, int.from_bytes(_digest(one.emoticon)[:4], "big", signed=True)]
    return result_hash(numbers)


def _digest(emoji: str) -> bytes:
    return md5(emoji.replace(VARIANT, "").encode(), usedforsecurity=False).digest()
