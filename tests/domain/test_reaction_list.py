from __future__ import annotations

from hashlib import md5

from hodhod.domain.reaction_list import reactions_hash
from hodhod.domain.result_hash import result_hash
from hodhod.tl import types


def test_nothing_hashes_to_nothing() -> None:
    assert reactions_hash([]) == 0


def test_a_hash_does_not_tell_variants_of_an_emoji_apart() -> None:
    plain, coloured = (types.ReactionEmoji(emoticon=one) for one in ("❤", "❤️"))
    assert reactions_hash([plain]) == reactions_hash([coloured]) != 0


def test_each_reaction_is_two_halves_the_second_of_them_signed() -> None:
    custom = types.ReactionCustomEmoji(document_id=(5 << 32) + 7)
    digest = int.from_bytes(md5("🔥".encode(), usedforsecurity=False).digest()[:4], "big")
    signed = digest - (1 << 32) if digest >> 31 else digest
    assert reactions_hash([custom, types.ReactionEmoji(emoticon="🔥")]) == result_hash(
        [5, 7, 0, signed]
    )
