"""Addresses that a message may lead to."""

from __future__ import annotations

import re

MAX_URL = 2048
"""Characters of an address: browsers take about as many."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^\s/?#@:]+\.[^\s/?#@:]{2,}(?::\d{1,5})?(?:[/?#]\S*)?|localhost(?:[:/?#]\S*)?")
_SAFE_SCHEMES = frozenset(("http", "https", "ftp", "tg", "ton", "tonsite", "mailto", "tel"))


def checked_url(url: str) -> str | None:
    """Return an address that is safe to offer as a link.

    Args:
        url: What somebody wants a text to lead to; without a scheme it is taken as http.

    Returns:
        The address with its scheme, or None if it leads nowhere or would run as code.
    """
    address = url.strip()
    if not address or len(address) > MAX_URL or not address.isprintable():
        return None
    scheme = _SCHEME.match(address)
    if scheme and not address[scheme.end() :].split("/", 1)[0].isdecimal():
        known = scheme.group(1).lower() in _SAFE_SCHEMES
        return address if known and len(address) > scheme.end() else None
    return f"http://{address}" if _HOST.fullmatch(address) else None
