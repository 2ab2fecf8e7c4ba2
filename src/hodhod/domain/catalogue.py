"""The server's own texts, in each language it speaks: `texts/<language>.toml`.

A text is found by its key and filled with values. Values come from strangers (a name, a device), so
the invisible characters that change direction are taken out of them, and in a language written from
right to left each is isolated, so that a Latin name does not turn the sentence around.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

FALLBACK = "en"
"""The language of everybody whose own is not spoken here."""

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
BIDI_CONTROLS = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Language:
    """A language the server speaks.

    Attributes:
        code: Two letters, as clients name it.
        name: Its name in English.
        native_name: Its own name for itself.
        rtl: Whether it is written from right to left.
        version: Grows with every change of the strings.
        strings: Key → text with names in braces.
    """

    code: str
    name: str
    native_name: str
    rtl: bool
    version: int
    strings: Mapping[str, str]


def language(code: str) -> Language | None:
    """Return the language a code like "fa", "FA" or "fa-IR" means, None if it is not spoken."""
    return LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower())


def text(lang_code: str, key: str, **values: str) -> str:
    """Return a text in the asked language, or else in English.

    Args:
        lang_code: What the client said its language is; anything at all.
        key: A key of the catalogue.
        values: For the names in braces.

    Raises:
        KeyError: No such key, or a value is missing.
    """
    spoken = language(lang_code) or LANGUAGES[FALLBACK]
    return spoken.strings[key].format_map(
        {name: _fill(value, rtl=spoken.rtl) for name, value in values.items()}
    )


def _fill(value: str, *, rtl: bool) -> str:
    plain = value.translate(BIDI_CONTROLS)
    return f"{ISOLATE}{plain}{END_ISOLATE}" if rtl else plain


def _load() -> Mapping[str, Language]:
    found = {}
    for file in resources.files("hodhod.domain.texts").iterdir():
        code, _, ending = file.name.partition(".")
        if ending != "toml":
            continue
        table = tomllib.loads(file.read_text("utf-8"))
        found[code] = Language(
            code=code,
            name=table["name"],
            native_name=table["native_name"],
            rtl=table["rtl"],
            version=table["version"],
            strings=MappingProxyType(table["strings"]),
        )
    return MappingProxyType(dict(sorted(found.items())))


LANGUAGES: Mapping[str, Language] = _load()
"""Every language, by its code."""
