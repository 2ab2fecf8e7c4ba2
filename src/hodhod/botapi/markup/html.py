"""HTML: a handful of tags.

Source: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hodhod.botapi.markup.writing import (
    MAX_DEPTH,
    Here,
    Make,
    MarkupError,
    Parsed,
    Writing,
    block,
    byte_offset,
    code,
    custom_emoji,
    link,
)
from hodhod.tl import types

_STYLES: dict[str, Make] = {
    "b": types.MessageEntityBold,
    "strong": types.MessageEntityBold,
    "i": types.MessageEntityItalic,
    "em": types.MessageEntityItalic,
    "u": types.MessageEntityUnderline,
    "ins": types.MessageEntityUnderline,
    "s": types.MessageEntityStrike,
    "strike": types.MessageEntityStrike,
    "del": types.MessageEntityStrike,
    "tg-spoiler": types.MessageEntitySpoiler,
    "code": types.MessageEntityCode,
}
_TAGS = frozenset((*_STYLES, "a", "span", "pre", "blockquote", "tg-emoji"))
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<ten>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>[a-z]+));?")
_NAME = re.compile(r"[a-zA-Z0-9-]*", re.ASCII)
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>/"']+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<bare>[a-zA-Z0-9.-]+)))?""",
    re.ASCII,
)
_LANGUAGE = "language-"


@dataclass(slots=True)
class _Open:
    """A tag that is not closed yet."""

    name: str
    start: Here
    attributes: dict[str, str]


def parse_html(text: str) -> Parsed:
    """Return a text without its tags.

    Raises:
        MarkupError: A tag is unknown, not closed, or closed by another.
    """
    writing, at = Writing(), 0
    stack: list[_Open] = []
    while at < len(text):
        mark = _next(text, at)
        writing.write(text[at:mark])
        at = mark
        if at == len(text):
            break
        if text[at] == "&":
            char, at = _reference(text, at)
            writing.write(char)
        elif text.startswith("</", at):
            at = _close(text, at, writing, stack)
        else:
            opened, at = _open(text, at, writing.here())
            stack.append(opened)
            if len(stack) > MAX_DEPTH:
                raise MarkupError("Too many nested tags")
    if stack:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return writing.done()


def _next(text: str, at: int) -> int:
    """Return where the next mark is."""
    found = [one for one in (text.find("<", at), text.find("&", at)) if one >= 0]
    return min(found, default=len(text))


def _reference(text: str, at: int) -> tuple[str, int]:
    """Return the character that a reference stands for; what is none stands for itself."""
    found = _REFERENCE.match(text, at)
    if found is None:
        return "&", at + 1
    if name := found["name"]:
        char = _NAMED.get(name)
        return (char, found.end()) if char is not None else ("&", at + 1)
    number = int(found["ten"]) if found["ten"] else int(found["hex"], 16)
    if not 0 < number < 0x110000 or 0xD800 <= number < 0xE000:
        return "&", at + 1
    return chr(number), found.end()


def _open(text: str, at: int, start: Here) -> tuple[_Open, int]:
    named = _NAME.match(text, at + 1)
    assert named is not None
    name, here = named.group().lower(), named.end()
    if here == len(text):
        raise _wrong("Unclosed start tag", text, at)
    if name not in _TAGS:
        raise _wrong(f'Unsupported start tag "{name}"', text, at)
    attributes: dict[str, str] = {}
    while True:
        while here < len(text) and text[here].isspace():
            here += 1
        if here == len(text):
            raise _wrong(f'Unclosed start tag "{name}"', text, at)
        if text[here] == ">":
            break
        found = _ATTRIBUTE.match(text, here)
        if found is None:
            raise _wrong(f'Empty attribute name in the tag "{name}"', text, at)
        value = found["double"] or found["single"] or found["bare"] or ""
        attributes[found["name"].lower()] = _plain(value)
        here = found.end()
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _wrong('Tag "span" must have class "tg-spoiler"', text, at)
    return _Open(name, start, attributes), here + 1


def _wrong(what: str, text: str, at: int) -> MarkupError:
    return MarkupError(f"{what} at byte offset {byte_offset(text, at)}")


def _plain(value: str) -> str:
    made, at = [], 0
    while (mark := value.find("&", at)) >= 0:
        made.append(value[at:mark])
        char, at = _reference(value, mark)
        made.append(char)
    return "".join(made) + value[at:]


def _close(text: str, at: int, writing: Writing, stack: list[_Open]) -> int:
    if not stack:
        raise _wrong("Unexpected end tag", text, at)
    named = _NAME.match(text, at + 2)
    assert named is not None
    name, here = named.group().lower(), named.end()
    while here < len(text) and text[here].isspace():
        here += 1
    if here == len(text) or text[here] != ">":
        raise _wrong("Unclosed end tag", text, at)
    tag = stack.pop()
    if name and name != tag.name:
        place = byte_offset(text, at)
        raise MarkupError(
            f'Unmatched end tag at byte offset {place}, expected "</{tag.name}>", found "</{name}>"'
        )
    inside = stack[-1] if stack else None
    make = _made(tag, writing.since(tag.start) if tag.name == "a" else "")
    if tag.name == "code" and inside is not None and inside.name == "pre":
        language = tag.attributes.get("class", "")
        if inside.start == tag.start and language.startswith(_LANGUAGE):
            inside.attributes["language"] = language.removeprefix(_LANGUAGE)
        return here + 1
    if make is not None:
        writing.put(tag.start, make)
    return here + 1


def _made(tag: _Open, said: str) -> Make | None:
    match tag.name:
        case "a":
            return link(tag.attributes.get("href", "") or said)
        case "span":
            return types.MessageEntitySpoiler
        case "pre":
            return code(tag.attributes.get("language", ""))
        case "blockquote":
            return block(collapsed="expandable" in tag.attributes)
        case "tg-emoji":
            number = tag.attributes.get("emoji-id", "")
            if not (number.isascii() and number.isdecimal() and len(number) < 20):
                raise MarkupError("Invalid custom emoji identifier specified")
            return custom_emoji(int(number))
        case name:
            return _STYLES[name]
