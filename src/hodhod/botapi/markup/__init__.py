"""Formatting written into texts: HTML, MarkdownV2, and the older Markdown.

Source: https://core.telegram.org/bots/api#formatting-options
"""

from __future__ import annotations

from hodhod.botapi.errors import BadRequest
from hodhod.botapi.markup.html import parse_html
from hodhod.botapi.markup.markdown import parse_markdown
from hodhod.botapi.markup.markdown_v2 import parse_markdown_v2
from hodhod.botapi.markup.writing import MarkupError, Parsed

__all__ = ["MODES", "parse"]

MAX_CHARS = 1 << 16
"""Characters of a text with its markup, sixteen times the longest message."""

MODES = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}


def parse(text: str, mode: str | None) -> Parsed:
    """Return a text without its markup, and what the markup says.

    Args:
        text: The text.
        mode: The name of the markup in any case of its letters; empty or None for none.

    Raises:
        BotError: 400 can't parse entities.
    """
    if not mode:
        return Parsed(text, ())
    parser = MODES.get(mode.lower())
    if parser is None:
        raise BadRequest("unsupported parse_mode")
    if len(text) > MAX_CHARS:
        raise BadRequest("message is too long")
    try:
        return parser(text)
    except MarkupError as error:
        raise BadRequest(f"can't parse entities: {error}") from None
