"""Which characters the bytes of a page are.

    byte order mark ► Content-Type ► <meta charset> in the first bytes ► UTF-8 ► windows-1252

Source: https://encoding.spec.whatwg.org/#names-and-labels
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_BYTES = 4096
"""Where a page says its encoding, if it does; browsers look at 1024 bytes."""

_META = re.compile(
    rb"<meta[^>]{0,256}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w.:-]{1,40})", re.IGNORECASE
)

_KNOWN = frozenset(
    (
        "utf-8",
        "utf-16-le",
        "utf-16-be",
        "big5",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gbk",
        "gb2312",
        "iso2022_jp",
        "koi8-r",
        "koi8-u",
        "mac-cyrillic",
        "mac-roman",
        "shift_jis",
        "tis-620",
        *(f"cp{number}" for number in (866, 874, 949, *range(1250, 1259))),
        *(f"iso8859-{number}" for number in range(2, 17) if number != 12),
    )
)
"""Encodings of text, and no others of those that Python knows: some of them are programs."""

_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-16-le"}
_FALLBACK = "cp1252"


def decoded(data: bytes, declared: str | None) -> str:
    """Return the text of a page.

    Args:
        data: Its bytes, or the first of them.
        declared: The charset of its Content-Type, if it names one.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, "replace")
    name = known(declared) or _meta(data)
    if name is not None:
        return data.decode(name, "replace")
    try:
        # The last character may have been cut.
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode(_FALLBACK, "replace")


def known(label: str | None) -> str | None:
    """Return Python's name of an encoding of text, None for anything else."""
    if label is None:
        return None
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS.get(name, name)
    return name if name in _KNOWN or name == _FALLBACK else None


def _meta(data: bytes) -> str | None:
    found = _META.search(data[:_META_BYTES])
    name = None if found is None else known(found[1].decode("ascii"))
    # A page that can be read so far is not written in UTF-16, whatever it says.
    return "utf-8" if name in {"utf-16-le", "utf-16-be"} else name
