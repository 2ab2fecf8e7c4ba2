"""MarkdownV2: marks that nest; every mark that is none has a backslash before it.

Source: https://core.telegram.org/bots/api#markdownv2-style
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
    emoji_in,
    link,
)
from hodhod.tl import types

_PLAIN = re.compile(r"[^\\_*\[\]()~`>#+\-=|{}.!\n]+")
_FENCE, _EXPANDABLE = "```", "**>"
_LANGUAGE = re.compile(r"([a-zA-Z0-9+#_.-]{1,64})\n", re.ASCII)
_STYLES: dict[str, tuple[str, Make]] = {
    "*": ("Bold", types.MessageEntityBold),
    "_": ("Italic", types.MessageEntityItalic),
    "__": ("Underline", types.MessageEntityUnderline),
    "~": ("Strikethrough", types.MessageEntityStrike),
    "||": ("Spoiler", types.MessageEntitySpoiler),
}


@dataclass(slots=True)
class _Open:
    """A mark that is not closed yet."""

    mark: str
    start: Here
    at: int


def parse_markdown_v2(text: str) -> Parsed:
    """Return a text without its marks.

    Raises:
        MarkupError: A mark has no end, or a character should have a backslash before it.
    """
    return _Reader(text).read()


class _Reader:
    """A text that is read once, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._writing = Writing()
        self._stack: list[_Open] = []
        self._quote: tuple[Here, bool] | None = None

    def read(self) -> Parsed:
        text = self._text
        line = True
        while self._at < len(text):
            if line:
                self._begin_line()
            line = False
            if found := _PLAIN.match(text, self._at):
                self._writing.write(found.group())
                self._at = found.end()
                continue
            if self._at >= len(text):
                break
            line = self._mark()
        self._end_quote(collapsed=False)
        if self._stack:
            last = self._stack[-1]
            raise self._unended(_name(last.mark), last.at)
        return self._writing.done()

    # ── lines ──────────────────────────────────────────────────────────────────────────────────

    def _begin_line(self) -> None:
        """Go into a quotation, stay in it, or leave it."""
        text = self._text
        expandable = text.startswith(_EXPANDABLE, self._at)
        if expandable or text.startswith(">", self._at):
            if expandable or self._quote is None:
                self._end_quote(collapsed=False)
                self._quote = (self._writing.here(), expandable)
            self._at += len(_EXPANDABLE) if expandable else 1
        else:
            self._end_quote(collapsed=False)

    def _end_quote(self, *, collapsed: bool) -> None:
        if self._quote is None:
            return
        if self._stack and self._stack[-1].start >= self._quote[0]:
            last = self._stack[-1]
            raise self._unended(_name(last.mark), last.at)
        start, expandable = self._quote
        self._quote = None
        self._writing.put(start, block(collapsed=collapsed or expandable))

    # ── marks ──────────────────────────────────────────────────────────────────────────────────

    def _mark(self) -> bool:
        """Read what is no plain text; return whether a new line begins behind it."""
        text, at = self._text, self._at
        char = text[at]
        if char == "\n":
            self._writing.write(char)
            self._at += 1
            return True
        if char == "\\":
            escaped = text[at + 1 : at + 2]
            good = escaped and ord(escaped) < 128
            self._writing.write(escaped if good else char)
            self._at += 2 if good else 1
        elif char == "`":
            self._code()
        elif char == "[" or text.startswith("![", at):
            self._open("![" if char == "!" else "[")
        elif char == "]":
            self._close_link()
        elif self._ends_quote():
            self._at += 2
            self._end_quote(collapsed=True)
        else:
            self._style()
        return False

    def _ends_quote(self) -> bool:
        """Whether the two strokes here end an expandable quotation, and no spoiler."""
        text, at = self._text, self._at
        if self._quote is None or not text.startswith("||", at):
            return False
        if any(one.mark == "||" for one in self._stack):
            return False
        return at + 2 == len(text) or text[at + 2] == "\n"

    def _style(self) -> None:
        text, at = self._text, self._at
        mark = next((one for one in ("__", "||") if text.startswith(one, at)), text[at])
        if mark not in _STYLES:
            raise MarkupError(
                f"Character '{text[at]}' is reserved and must be escaped with the preceding '\\'"
            )
        if self._stack and self._stack[-1].mark == mark:
            opened = self._stack.pop()
            self._writing.put(opened.start, _STYLES[mark][1])
            self._at += len(mark)
            return
        if any(one.mark == mark for one in self._stack):
            last = self._stack[-1]
            raise self._unended(_name(last.mark), last.at)
        self._open(mark)

    def _open(self, mark: str) -> None:
        self._stack.append(_Open(mark, self._writing.here(), self._at))
        if len(self._stack) > MAX_DEPTH:
            raise MarkupError("Too many nested entities")
        self._at += len(mark)

    def _close_link(self) -> None:
        text = self._text
        if not self._stack or self._stack[-1].mark not in ("[", "!["):
            if any(one.mark in ("[", "![") for one in self._stack):
                last = self._stack[-1]
                raise self._unended(_name(last.mark), last.at)
            raise MarkupError(
                "Character ']' is reserved and must be escaped with the preceding '\\'"
            )
        opened = self._stack.pop()
        self._at += 1
        url = self._url(opened) if text.startswith("(", self._at) else ""
        if opened.mark == "![":
            number = emoji_in(url)
            if number is None:
                raise MarkupError("Custom emoji entity must contain a tg://emoji URL")
            self._writing.put(opened.start, custom_emoji(number))
            return
        make = link(url or self._writing.since(opened.start))
        if make is not None:
            self._writing.put(opened.start, make)

    def _url(self, opened: _Open) -> str:
        text, at, made = self._text, self._at + 1, []
        while at < len(text) and text[at] != ")":
            if text[at] == "\\" and at + 1 < len(text) and ord(text[at + 1]) < 128:
                at += 1
            made.append(text[at])
            at += 1
        if at == len(text):
            place = byte_offset(text, opened.at)
            raise MarkupError(f"Can't find end of a URL at byte offset {place}")
        self._at = at + 1
        return "".join(made)

    def _code(self) -> None:
        """Read code, in which nothing is a mark but its end and the backslash."""
        text, begin, start = self._text, self._at, self._writing.here()
        mark = _FENCE if text.startswith(_FENCE, begin) else "`"
        at, language = begin + len(mark), ""
        if mark == _FENCE:
            if found := _LANGUAGE.match(text, at):
                language, at = found.group(1), found.end()
            elif text.startswith("\n", at):
                at += 1
        made = []
        while at < len(text) and not text.startswith(mark, at):
            if text[at] == "\\" and at + 1 < len(text) and ord(text[at + 1]) < 128:
                at += 1
            made.append(text[at])
            at += 1
        if at >= len(text):
            raise self._unended("PreCode" if mark == _FENCE else "Code", begin)
        self._writing.write("".join(made))
        self._writing.put(start, code(language) if mark == _FENCE else types.MessageEntityCode)
        self._at = at + len(mark)

    def _unended(self, name: str, at: int) -> MarkupError:
        place = byte_offset(self._text, at)
        return MarkupError(f"Can't find end of {name} entity at byte offset {place}")


def _name(mark: str) -> str:
    if mark in _STYLES:
        return _STYLES[mark][0]
    return "CustomEmoji" if mark == "![" else "TextUrl"
