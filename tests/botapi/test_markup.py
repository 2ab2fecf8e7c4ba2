"""Formatting written into texts: what is read, and how it is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.botapi.convert.entities import to_entities
from hodhod.botapi.convert.people import People
from hodhod.botapi.errors import BotError
from hodhod.botapi.markup import MODES, parse
from hodhod.domain.text import utf16_len
from hodhod.tl import types

Entity = tuple[str, int, int, str | None]


def read(text: str, mode: str) -> tuple[str, list[Entity]]:
    parsed = parse(text, mode)
    found: list[Entity] = []
    for one in parsed.entities:
        if isinstance(one, types.InputMessageEntityMentionName):
            assert isinstance(one.user_id, types.InputUser)
            found.append(("text_mention", one.offset, one.length, str(one.user_id.user_id)))
            continue
        [shown] = to_entities([one], People()) or []
        more = shown.url or shown.language or shown.custom_emoji_id
        found.append((shown.type, shown.offset, shown.length, more))
    return parsed.text, found


@pytest.mark.parametrize(
    ("text", "clean", "entities"),
    [
        ("plain & <b>bold</b>", "plain & bold", [("bold", 8, 4, None)]),
        ("🐦<i>پرنده</i>", "🐦پرنده", [("italic", 2, 5, None)]),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [("bold", 0, 2, None), ("italic", 1, 1, None)],
        ),
        (
            '<a href="https://x.example/?a=1&amp;b=2">x</a>',
            "x",
            [("text_link", 0, 1, "https://x.example/?a=1&b=2")],
        ),
        ("<a href='tg://user?id=12'>x</a>", "x", [("text_mention", 0, 1, "12")]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1, None)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1, None)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2, "5")]),
        ("<pre>x = 1</pre>", "x = 1", [("pre", 0, 5, None)]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1, "python")]),
        ("<code>x</code>", "x", [("code", 0, 1, None)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1, None)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1, None)]),
        ("&lt;&gt;&amp;&quot;&#65;&#x42; &nbsp; &", '<>&"AB &nbsp; &', []),
        ("<B >x</B >", "x", [("bold", 0, 1, None)]),
        ("<b></b>x", "x", []),
        ("a > b", "a > b", []),
    ],
)
def test_html_is_read(text: str, clean: str, entities: list[Entity]) -> None:
    assert read(text, "HTML") == (clean, entities)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("سلام <x>", 'Unsupported start tag "x" at byte offset 9'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href='x", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_wrong_html_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(BotError) as refused:
        parse(text, "html")
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("text", "clean", "entities"),
    [
        (
            "*bold* _it_ `x_y`",
            "bold it x_y",
            [("bold", 0, 4, None), ("italic", 5, 2, None), ("code", 8, 3, None)],
        ),
        ("[x](https://x.example)", "x", [("text_link", 0, 1, "https://x.example")]),
        ("[x](tg://user?id=7)", "x", [("text_mention", 0, 1, "7")]),
        ("```py\nx*y\n```", "x*y\n", [("pre", 0, 4, "py")]),
        (r"\*\_\`\[", "*_`[", []),
        ("[x] y", "x y", []),
        ("snake\\_case", "snake_case", []),
    ],
)
def test_markdown_is_read(text: str, clean: str, entities: list[Entity]) -> None:
    assert read(text, "Markdown") == (clean, entities)


@pytest.mark.parametrize(("text", "place"), [("*x", 0), ("é _x", 3), ("```x`", 0), ("[x](y", 0)])
def test_markdown_without_an_end_is_refused(text: str, place: int) -> None:
    with pytest.raises(BotError) as refused:
        parse(text, "markdown")
    why = f"Can't find end of the entity starting at byte offset {place}"
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("text", "clean", "entities"),
    [
        (
            "*b _i __u___ ~s~ ||p||*",
            "b i u s p",
            [
                ("bold", 0, 9, None),
                ("italic", 2, 3, None),
                ("underline", 4, 1, None),
                ("strikethrough", 6, 1, None),
                ("spoiler", 8, 1, None),
            ],
        ),
        ("[x](https://x.example/\\))", "x", [("text_link", 0, 1, "https://x.example/)")]),
        ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", 0, 2, "5")]),
        ("```python\nx = *1*\n```", "x = *1*\n", [("pre", 0, 8, "python")]),
        ("`a\\`b`", "a`b", [("code", 0, 3, None)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4, None)]),
        (">a\n>b||\nc", "a\nb\nc", [("expandable_blockquote", 0, 3, None)]),
        ("**>a\n>b||", "a\nb", [("expandable_blockquote", 0, 3, None)]),
        ("a\\.b\\!", "a.b!", []),
    ],
)
def test_markdown_v2_is_read(text: str, clean: str, entities: list[Entity]) -> None:
    assert read(text, "MarkdownV2") == (clean, entities)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a - b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("é *a _b*", "Can't find end of Italic entity at byte offset 6"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("```a`", "Can't find end of PreCode entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 0"),
        ("[a", "Can't find end of TextUrl entity at byte offset 0"),
        ("![a](b)", "Custom emoji entity must contain a tg://emoji URL"),
    ],
)
def test_wrong_markdown_v2_is_refused_in_words(text: str, why: str) -> None:
    with pytest.raises(BotError) as refused:
        parse(text, "markdownv2")
    assert refused.value.description == f"Bad Request: can't parse entities: {why}"


def test_another_markup_is_refused() -> None:
    with pytest.raises(BotError, match="unsupported parse_mode"):
        parse("x", "bbcode")


MARKS = st.text(st.sampled_from("ab \n<>/&;=\"'_*`~|[]()!\\#.🐦سbiucodeprehrf"), max_size=60)


@given(MARKS, st.sampled_from(sorted(MODES)))
def test_whatever_comes_is_read_or_refused(text: str, mode: str) -> None:
    try:
        parsed = parse(text, mode)
    except BotError:
        return
    size = utf16_len(parsed.text)
    for one in parsed.entities:
        assert 0 <= one.offset < one.offset + one.length <= size


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(ANY)
def test_what_is_escaped_is_itself(text: str) -> None:
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(f"<b>{html}</b>", "html").text == text
    escaped = re.sub(r"([_*\[\]()~`>#+\-=|{}.!\\])", r"\\\1", text)
    assert parse(f"*{escaped}*", "markdownv2").text == text


def render(text: str, entities: list[Entity]) -> str:
    """Write a text of one-unit characters with its styles as HTML."""
    tags = {
        "bold": "b",
        "italic": "i",
        "underline": "u",
        "strikethrough": "s",
        "spoiler": "tg-spoiler",
    }
    begins = [(at, -(at + size), f"<{tags[kind]}>") for kind, at, size, _ in entities]
    written = ""
    for place in range(len(text) + 1):
        for kind, at, size, _ in reversed(entities):
            if at + size == place:
                written += f"</{tags[kind]}>"
        written += "".join(tag for at, _, tag in begins if at == place)
        written += text[place : place + 1].replace("<", "&lt;").replace("&", "&amp;")
    return written


STYLED = st.recursive(
    st.text(st.sampled_from("abc "), min_size=1, max_size=4),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(("b", "i", "u", "s", "tg-spoiler")),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(STYLED)
def test_what_is_read_and_written_is_read_the_same(html: str) -> None:
    once = read(html, "html")
    assert read(render(*once), "html") == once
