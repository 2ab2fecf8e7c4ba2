from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.entities import MAX_ENTITIES, MAX_GIVEN, formatted
from hodhod.domain.errors import RpcError
from hodhod.domain.text import utf16_len
from hodhod.tl import types


def bold(offset: int, length: int) -> types.MessageEntityBold:
    return types.MessageEntityBold(offset=offset, length=length)


def code(offset: int, length: int) -> types.MessageEntityCode:
    return types.MessageEntityCode(offset=offset, length=length)


def quote(offset: int, length: int) -> types.MessageEntityBlockquote:
    return types.MessageEntityBlockquote(offset=offset, length=length)


def link(offset: int, length: int, url: str = "https://a.ir") -> types.MessageEntityTextUrl:
    return types.MessageEntityTextUrl(offset=offset, length=length, url=url)


def url(offset: int, length: int) -> types.MessageEntityUrl:
    return types.MessageEntityUrl(offset=offset, length=length)


def emoji(offset: int, length: int) -> types.MessageEntityCustomEmoji:
    return types.MessageEntityCustomEmoji(offset=offset, length=length, document_id=1)


@pytest.mark.parametrize(
    ("text", "given", "stored"),
    [
        ("hello", [bold(0, 5)], [bold(0, 5)]),
        # clamped, emptied, out of the text
        ("hello", [bold(-2, 4), bold(3, 99)], [bold(0, 2), bold(3, 2)]),
        ("hello", [bold(9, 4), bold(2, 0), bold(2, -1)], []),
        # stripping moves
        ("  \n hello  ", [bold(4, 5)], [bold(0, 5)]),
        ("  hello  ", [bold(0, 9)], [bold(0, 5)]),
        ("a   b", [bold(1, 3)], []),
        # never half of a character: 😀 takes two units
        ("😀x😀", [bold(1, 3)], [bold(2, 1)]),
        ("😀x", [bold(0, 1)], []),
        (" 😀 x", [bold(1, 2)], [bold(0, 2)]),
        # two of a style become one
        ("abcdef", [bold(0, 2), bold(2, 2), bold(1, 4)], [bold(0, 5)]),
        # code holds nothing
        ("abcdef", [bold(0, 6), code(2, 2)], [bold(0, 2), code(2, 2), bold(4, 2)]),
        ("abcdef", [code(1, 3), code(2, 3), link(3, 2)], [code(1, 3)]),
        ("abcdef", [code(1, 3), emoji(1, 1), emoji(4, 1)], [code(1, 3), emoji(4, 1)]),
        # links and quotations stand apart, but styles go through them
        ("abcdef", [link(0, 3), link(2, 3)], [link(0, 3)]),
        ("abcdef", [quote(0, 6), quote(2, 2), bold(1, 2)], [quote(0, 6), bold(1, 2)]),
        # addresses are found here, where nothing else is
        ("a.ir b.ir c.ir", [code(0, 4), link(5, 4)], [code(0, 4), link(5, 4), url(10, 4)]),
        ("😀 a.ir", [bold(0, 7)], [bold(0, 7), url(3, 4)]),
        ("abc", [url(0, 3)], []),
        # where a link leads is checked
        ("abc", [link(0, 3, "javascript:x")], []),
        ("abc", [link(0, 3, "a.ir")], [link(0, 3, "http://a.ir")]),
    ],
)
def test_what_is_stored_of_entities(
    text: str, given: list[types.TypeMessageEntity], stored: list[types.TypeMessageEntity]
) -> None:
    assert formatted(text, given) == (text.strip(), tuple(stored))


def test_a_mention_by_name_needs_a_user_that_the_sender_knows() -> None:
    def resolve(user: types.TypeInputUser) -> int | None:
        return 7 if isinstance(user, types.InputUser) and user.access_hash == 1 else None

    known = types.InputMessageEntityMentionName(
        offset=0, length=1, user_id=types.InputUser(user_id=7, access_hash=1)
    )
    forged = types.InputMessageEntityMentionName(
        offset=2, length=1, user_id=types.InputUser(user_id=7, access_hash=2)
    )
    assert formatted("a b", [known, forged], resolve_user=resolve)[1] == (
        types.MessageEntityMentionName(offset=0, length=1, user_id=7),
    )
    assert formatted("a b", [known])[1] == ()


def test_control_characters_become_spaces() -> None:
    assert formatted("\x00a\x01b\nc\x7f", None)[0] == "a b\nc"


def test_length_is_counted_in_units_after_stripping() -> None:
    assert formatted(" " + "😀" * 2048 + " ", None)[0] == "😀" * 2048
    with pytest.raises(RpcError, match="MESSAGE_TOO_LONG"):
        formatted("😀" * 2048 + "x", None)


def test_the_number_of_entities_is_bounded() -> None:
    text = "a " * 2000
    given = [bold(at * 2, 1) for at in range(MAX_GIVEN)]
    assert len(formatted(text, given)[1]) == MAX_ENTITIES
    with pytest.raises(RpcError, match="ENTITIES_TOO_LONG"):
        formatted(text, [*given, bold(0, 1)])


def test_blank_text_is_empty() -> None:
    assert formatted(" \n\t ", [bold(0, 2)]) == ("", ())


offsets = st.integers(-(2**31), 2**31 - 1) | st.integers(-3, 40)
entities = st.one_of(
    *(
        st.builds(kind, offset=offsets, length=offsets)
        for kind in (
            types.MessageEntityBold,
            types.MessageEntityItalic,
            types.MessageEntitySpoiler,
            types.MessageEntityCode,
            types.MessageEntityBlockquote,
            types.MessageEntityUrl,
            types.MessageEntityUnknown,
        )
    ),
    st.builds(types.MessageEntityPre, offset=offsets, length=offsets, language=st.text()),
    st.builds(types.MessageEntityTextUrl, offset=offsets, length=offsets, url=st.text()),
    st.builds(
        types.MessageEntityCustomEmoji, offset=offsets, length=offsets, document_id=st.just(1)
    ),
)
texts = st.lists(
    st.one_of(st.text(max_size=6), st.sampled_from(["a.ir", "@abcd", "#tag", "😀", " ", "\n"]))
).map("".join)
LINKS = (
    types.MessageEntityTextUrl,
    types.MessageEntityUrl,
    types.MessageEntityMention,
    types.MessageEntityHashtag,
)
CODE = (types.MessageEntityCode, types.MessageEntityPre)


def apart(spans: Sequence[types.TypeMessageEntity]) -> bool:
    return all(one.offset + one.length <= two.offset for one, two in pairwise(spans))


@given(texts, st.lists(entities, max_size=12))
def test_stored_entities_are_sound(text: str, given: list[types.TypeMessageEntity]) -> None:
    clean, stored = formatted(text, given)
    units = clean.encode("utf-16-le")
    assert [(span.offset, -span.length) for span in stored] == sorted(
        (span.offset, -span.length) for span in stored
    )
    for span in stored:
        assert 0 <= span.offset < span.offset + span.length <= utf16_len(clean)
        units[span.offset * 2 : (span.offset + span.length) * 2].decode("utf-16-le")
    assert apart([span for span in stored if isinstance(span, (*LINKS, *CODE))])
    for kind in {type(span) for span in stored}:
        assert apart([span for span in stored if type(span) is kind])
    for span in stored:
        if isinstance(span, CODE):
            inside = [
                other
                for other in stored
                if other is not span
                and not isinstance(other, types.MessageEntityBlockquote)
                and other.offset < span.offset + span.length
                and span.offset < other.offset + other.length
            ]
            assert inside == []


@given(texts, st.lists(entities, max_size=12))
def test_what_is_stored_is_stored_again_the_same(
    text: str, given: list[types.TypeMessageEntity]
) -> None:
    once = formatted(text, given)
    assert formatted(*once) == once
