from __future__ import annotations

import time

import pytest

from hodhod.previews.page import TITLE_UNITS, read_page

BASE = "https://www.site.example/a/b?c=d"


def meta(**names: str) -> str:
    return "".join(
        f'<meta property="{n.replace("_", ":")}" content="{v}">' for n, v in names.items()
    )


def test_open_graph_comes_before_cards_and_cards_before_html() -> None:
    html = "<title>html</title><meta name=description content=plain>"
    assert read_page(html, BASE).title == "html"
    assert read_page(html, BASE).description == "plain"
    html += '<meta name="twitter:title" content="card"><meta name="twitter:description" content=c>'
    assert (read_page(html, BASE).title, read_page(html, BASE).description) == ("card", "c")
    html += '<meta property="og:title" content="graph"><meta property="og:description" content=g>'
    assert (read_page(html, BASE).title, read_page(html, BASE).description) == ("graph", "g")


def test_a_site_without_a_name_is_called_by_its_host() -> None:
    assert read_page("<title>t</title>", BASE).site_name == "site.example"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("/x.png", "https://www.site.example/x.png"),
        ("x.png", "https://www.site.example/a/x.png"),
        ("//cdn.example/x.png", "https://cdn.example/x.png"),
        ("http://cdn.example/x.png", "http://cdn.example/x.png"),
        ("data:image/png;base64,AAAA", ""),
        ("http://[bad", ""),
    ],
)
def test_a_picture_s_address_is_made_whole(given: str, address: str) -> None:
    assert read_page(f'<meta property="og:image" content="{given}">', BASE).image == address


def test_the_first_of_several_is_taken_and_empty_ones_are_skipped() -> None:
    html = '<meta property="og:title" content=" ">' + meta(og_title="one") + meta(og_title="two")
    assert read_page(html, BASE).title == "one"


def test_texts_are_cleaned_and_cut() -> None:
    page = read_page(f"<title>\n a \u202e b\x00 \n {'x' * 5000}</title>", BASE)
    assert page.title.startswith("a b x")
    assert len(page.title) == TITLE_UNITS


def test_a_page_that_says_nothing_is_nothing() -> None:
    for html in ("", "plain text", "<html><body><p>text</body></html>", "<title> </title>"):
        assert not read_page(html, BASE)


def test_a_card_says_how_large_its_picture_is() -> None:
    html = '<title>t</title><meta name="twitter:card" content="summary_large_image">'
    assert read_page(html, BASE).large
    assert not read_page("<title>t</title>", BASE).large


@pytest.mark.parametrize("kind", ["article", "video.movie", "profile", "nonsense", ""])
def test_kinds_are_those_that_clients_know(kind: str) -> None:
    known = {"video.movie": "video", "profile": "profile"}.get(kind, "article")
    assert read_page("<title>t</title>" + meta(og_type=kind), BASE).kind == known


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "</", "<?", "<!", "<![CDATA[", "<a", "</a ", "&#", "<a b='", "<a a ", "<title>"],
)
def test_no_page_costs_more_than_its_length(piece: str) -> None:
    html = piece * (512 * 1024 // len(piece))
    before = time.process_time()
    read_page(html, BASE)
    # Seconds of the processor: without the bound some of these take minutes.
    assert time.process_time() - before < 10


def test_what_comes_after_an_endless_tag_is_still_read() -> None:
    html = "<div style='" + "x" * 40_000 + "'></div>" + "<title>found</title>"
    assert read_page(html, BASE).title == "found"
