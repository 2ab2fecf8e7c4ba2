"""What a page of a bot's is told of who has opened it, and how it knows that to be true.

    https://page.example/#tgWebAppData=<init data>&tgWebAppVersion=…&tgWebAppPlatform=…

The init data are the fields as a query, the last of them

    hash = HMAC-SHA256(key = HMAC-SHA256(key = "WebAppData", token), fields without it)

the fields sorted by their names, a line each as name=value. The bot, which has the token, computes
the same.

Source: https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlencode

VERSION = "9.1"
"""Of the interface between a page and the client that shows it."""

PLATFORM_CHARS, THEME_CHARS = 32, 4096
_PURPOSE = b"WebAppData"


def init_data(token: str, fields: Mapping[str, str]) -> str:
    """Return fields with their proof, as a query."""
    return urlencode({**fields, "hash": proof(token, fields)})


def proof(token: str, fields: Mapping[str, str]) -> str:
    """Return the hash of fields for the bot with a token."""
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(_PURPOSE, token.encode(), hashlib.sha256)
    return hmac.digest(key, lines.encode(), hashlib.sha256).hex()


def address(url: str, data: str, *, platform: str, theme: str = "") -> str:
    """Return the address that a client opens.

    Args:
        url: The page.
        data: As init_data returned it.
        platform: What shows it, as the client says.
        theme: Colours as JSON, as the client says, or nothing.
    """
    said = {
        "tgWebAppData": data,
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": platform[:PLATFORM_CHARS] or "unknown",
    }
    if theme and len(theme) <= THEME_CHARS:
        said["tgWebAppThemeParams"] = theme
    page, hashed, fragment = url.partition("#")
    if not hashed or not fragment:
        return f"{page}#{urlencode(said)}"
    joint = "&" if "?" in fragment or "=" in fragment else "?"
    return f"{page}#{fragment}{joint}{urlencode(said)}"
