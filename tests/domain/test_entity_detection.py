from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hodhod.domain.entity_detection import find_links

TEXTS = {
    "see https://example.com/a_(b)?x=1.": [("url", "https://example.com/a_(b)?x=1")],
    "(http://foo.ir)": [("url", "http://foo.ir")],
    "http://localhost:8080/x": [("url", "http://localhost:8080/x")],
    "http://1.2.3.4/": [("url", "http://1.2.3.4/")],
    "https://fa.wikipedia.org/wiki/هدهد، بعد": [("url", "https://fa.wikipedia.org/wiki/هدهد")],
    "«https://a.ir/b»": [("url", "https://a.ir/b")],
    "t.me/abc and www.test.co.uk:80/p#f": [("host", "t.me/abc"), ("host", "www.test.co.uk:80/p#f")],
    "ایران.ایران": [("host", "ایران.ایران")],
    "رفت.بعد آمد e.g this.Next 3.14 v1.2.3 1.2.3.4": [],
    "tg://resolve?domain=a": [("scheme", "tg://resolve?domain=a")],
    "javascript://x data://y": [],
    "write to a.b+c@example.com!": [("email", "a.b+c@example.com")],
    "@hodhod_bot, @ab x@abcd @علی": [("mention", "@hodhod_bot")],
    "سلام @ali.": [("mention", "@ali")],
    "#سلام_دنیا #1 #کتاب‌خانه #a1": [
        ("hashtag", "#سلام_دنیا"),
        ("hashtag", "#کتاب‌خانه"),
        ("hashtag", "#a1"),
    ],
    "a#b ##c #d#e": [],
    "$USD $usd US$AB": [("cashtag", "$USD")],
    "/start /start@my_bot /path/to a/b": [("command", "/start"), ("command", "/start@my_bot")],
    "+98 912 123 4567": [("phone", "+98 912 123 4567")],
    "+1 (415) 555-2671.": [("phone", "+1 (415) 555-2671")],
    "۰۹۱۲۱۲۳۴۵۶۷ 0912-123-4567": [("phone", "۰۹۱۲۱۲۳۴۵۶۷"), ("phone", "0912-123-4567")],
    "12345678901 +123 1+98912123456": [],
}


@pytest.mark.parametrize(("text", "links"), TEXTS.items())
def test_links_of_a_text(text: str, links: list[tuple[str, str]]) -> None:
    assert [(link.kind, text[link.start : link.stop]) for link in find_links(text)] == links


pieces = st.sampled_from(
    [*TEXTS, "@", "#", "/", ".", "://", "a.b", "(", ")", " ", "😀", "http", "+1"]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=12))
def test_links_of_any_text_are_in_order_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    end = 0
    for link in find_links(text):
        assert end <= link.start < link.stop <= len(text)
        assert not text[link.stop - 1].isspace()
        end = link.stop
