"""Reactions as tags of saved messages: the mark that a message is found by, and back.

    👍  →  #tag:e:f09f918d        an emoji as UTF-8, without what asks for colour
    custom emoji 7  →  #tag:c:7

Source: https://core.telegram.org/api/saved-messages#tags
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import md5

from hodhod.domain.reaction_list import VARIANT
from hodhod.domain.result_hash import result_hash
from hodhod.tl import types

MARK = "#tag:"
EMOJI = f"{MARK}e:"
CUSTOM = f"{MARK}c:"
TITLE_UNITS = 12
"""Characters of a tag's name, as clients let it be."""


def tag_token(reaction: types.TypeReaction) -> str:
    """Return the mark of messages with a tag."""
    if isinstance(reaction, types.ReactionCustomEmoji):
        return f"{CUSTOM}{reaction.document_id}"
    assert isinstance(reaction, types.ReactionEmoji)
    return EMOJI + reaction.emoticon.replace(VARIANT, "").encode().hex()


def reaction_of(token: str) -> types.ReactionEmoji | types.ReactionCustomEmoji:
    """Return the tag of a mark; an emoji is without what asks for colour."""
    if token.startswith(CUSTOM):
        return types.ReactionCustomEmoji(document_id=int(token.removeprefix(CUSTOM)))
    return types.ReactionEmoji(emoticon=bytes.fromhex(token.removeprefix(EMOJI)).decode())


def tags_hash(tags: Iterable[types.SavedReactionTag]) -> int:
    """Return the hash of a list of tags as clients compute it."""
    numbers: list[int] = []
    for tag in tags:
        if isinstance(tag.reaction, types.ReactionCustomEmoji):
            numbers.append(tag.reaction.document_id)
        elif isinstance(tag.reaction, types.ReactionEmoji):
            numbers.append(_number(tag.reaction.emoticon.replace(VARIANT, "")))
        if tag.title:
            numbers.append(_number(tag.title))
        numbers.append(tag.count)
    return result_hash(numbers)


def _number(text: str) -> int:
    return int.from_bytes(md5(text.encode(), usedforsecurity=False).digest()[:8], "big")
