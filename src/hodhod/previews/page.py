"""What a page says of itself: Open Graph, then Twitter cards, then plain HTML.

Source: https://ogp.me
Source: https://html.spec.whatwg.org/multipage/semantics.html#the-meta-element
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from yarl import URL

from hodhod.domain.text import line, paragraphs

SITE_UNITS, TITLE_UNITS, ABOUT_UNITS, AUTHOR_UNITS, URL_UNITS = 64, 256, 1024, 64, 256

_CHUNK = 2048
_TAIL = 16_384
"""Characters of a tag or comment that has not ended: what is longer is dropped. The parser looks at
an unfinished piece again with every chunk, so this bounds its work."""

_TITLE_CHARACTERS = 2048
_NAMES_LIMIT = 200
"""Meta elements that are looked at."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's description.

    Attributes:
        site_name: The site.
        title: Its title.
        description: What it is about.
        author: Who wrote it.
        image: The address of its picture, in full.
        large: Whether the picture is meant to be seen large.
        kind: What it is, as clients are told: "article", "video", "photo", "profile" …
    """

    site_name: str = ""
    title: str = ""
    description: str = ""
    author: str = ""
    image: str = ""
    large: bool = False
    kind: str = "article"

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.title or self.description or self.image)


def read_page(text: str, base: str) -> Page:
    """Return what a page says of itself.

    Args:
        text: HTML, or the beginning of it.
        base: The address it was read from.
    """
    parser = _Head()
    for start in range(0, len(text), _CHUNK):
        parser.feed(text[start : start + _CHUNK])
        if len(parser.rawdata) > _TAIL:
            parser.reset()
        if parser.full:
            break
    return _page(parser, base)


@dataclass
class _Found:
    names: dict[str, str] = field(default_factory=dict)
    title: str = ""
    image: str = ""


class _Head(HTMLParser):
    """Collects meta elements and the title."""

    def __init__(self) -> None:
        self.found = _Found()
        self._in_title = False
        super().__init__(convert_charrefs=True)

    @property
    def full(self) -> bool:
        """Whether enough was seen."""
        return len(self.found.names) >= _NAMES_LIMIT

    def reset(self) -> None:
        """Drop what has not ended yet."""
        self._in_title = False
        super().reset()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element."""
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "title":
            self._in_title = not self.found.title
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop", "")).lower()
            content = given.get("content", "").strip()
            if name and content:
                self.found.names.setdefault(name, content)
        elif tag == "link" and "image_src" in given.get("rel", "").lower().split():
            self.found.image = self.found.image or given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._in_title:
            self.found.title = (self.found.title + data)[:_TITLE_CHARACTERS]


def _page(parser: _Head, base: str) -> Page:
    names = parser.found.names
    title = _first(names, "og:title", "twitter:title") or parser.found.title
    image = _first(
        names, "og:image:secure_url", "og:image:url", "og:image", "twitter:image",
        "twitter:image:src",
    )  # fmt: skip
    card = names.get("twitter:card", "")
    return Page(
        site_name=line(
            _first(names, "og:site_name", "application-name") or site_of(base), SITE_UNITS
        ),
        title=line(title, TITLE_UNITS),
        description=paragraphs(
            _first(names, "og:description", "twitter:description", "description"), ABOUT_UNITS
        ),
        author=line(_first(names, "article:author:name", "author"), AUTHOR_UNITS),
        image=_joined(base, image or parser.found.image),
        large=card in {"summary_large_image", "player", "photo"},
        kind=_kind(names.get("og:type", "")),
    )


def site_of(url: str) -> str:
    """Return what a site is called that gives no name."""
    return (URL(url).host or "").removeprefix("www.")


def shown_url(url: str) -> str:
    """Return an address as people read it: without its scheme, in their own letters."""
    readable = URL(url).human_repr().partition("://")[2]
    return line(readable.removeprefix("www.").removesuffix("/"), URL_UNITS)


def _first(names: Mapping[str, str], *wanted: str) -> str:
    return next((names[name] for name in wanted if names.get(name)), "")


def _kind(given: str) -> str:
    kind = given.partition(".")[0].lower()
    return kind if kind in {"article", "video", "profile"} else "article"


def _joined(base: str, address: str) -> str:
    if not address or address.startswith("data:"):
        return ""
    try:
        return str(URL(base).join(URL(address)))
    except ValueError:
        return ""
