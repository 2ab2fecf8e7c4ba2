"""The older Markdown: four marks that hold nothing else.

Source: https://core.telegram.org/bots/api#markdown-style
"""

from __future__ import annotations

import re

from hodhod.botapi.markup.writing import (
    Make,
    MarkupError,
    Parsed,
    Writing,
    byte_offset,
    code,
    link,
)
from hodhod.tl import types

_MARKS = re.compile(r"[_*`\[]|\\[_*`\[]")
_FENCE = "```"
_LANGUAGE = re.compile(r"([a-zA-Z0-9+#_.-]{1,64})\n", re.ASCII)
_STYLES: dict[str, Make] = {
    "_": types.MessageEntityItalic,
    "*": types.MessageEntityBold,
    "`": types.MessageEntityCode,
}


def parse_markdown(text: str) -> Parsed:
    """Return a text without its marks.

    Raises:
        MarkupError: A mark has no end.
    """
    writing, at = Writing(), 0
    while found := _MARKS.search(text, at):
        writing.write(text[at : found.start()])
        at = found.start()
        if text[at] == "\\":
            writing.write(text[at + 1])
            at += 2
        elif text[at] == "[":
            at = _link(text, at, writing)
        else:
            at = _span(text, at, writing)
    writing.write(text[at:])
    return writing.done()


def _span(text: str, at: int, writing: Writing) -> int:
    mark = _FENCE if text.startswith(_FENCE, at) else text[at]
    start, first = writing.here(), at + len(mark)
    end = text.find(mark, first)
    if end < 0:
        raise _unended(text, at)
    inner = text[first:end]
    if mark == _FENCE:
        language = _LANGUAGE.match(inner)
        body = inner[language.end() :] if language is not None else inner.removeprefix("\n")
        writing.write(body)
        writing.put(start, code(language.group(1) if language is not None else ""))
    else:
        writing.write(inner)
        writing.put(start, _STYLES[mark])
    return end + len(mark)


def _link(text: str, at: int, writing: Writing) -> int:
    end = text.find("]", at)
    if end < 0:
        raise _unended(text, at)
    start, said = writing.here(), text[at + 1 : end]
    writing.write(said)
    if not text.startswith("](", end):
        return end + 1
    close = text.find(")", end)
    if close < 0:
        raise _unended(text, at)
    make = link(text[end + 2 : close])
    if make is not None:
        writing.put(start, make)
    return close + 1


def _unended(text: str, at: int) -> MarkupError:
    place = byte_offset(text, at)
    return MarkupError(f"Can't find end of the entity starting at byte offset {place}")
