"""Tokens of bots: what their programs show to be let in.

    <bot id> ":" <35 characters of base64url>

The characters are computed from the server's secret, the bot's id and a nonce that the store keeps:
who reads the database alone cannot speak for a bot, and another nonce is another token.

Source: https://core.telegram.org/bots/api#authorizing-your-bot
"""

from __future__ import annotations

import hashlib
import hmac
import re

from hodhod.domain.base64url import encoded
from hodhod.domain.ids import UserId

NONCE_BYTES = 16
"""As many bits as cannot be guessed."""

_KEY_CHARS = 35
_TOKEN = re.compile(r"(?P<bot_id>[1-9][0-9]{0,15}):(?P<key>[A-Za-z0-9_-]{35})", re.ASCII)
_PURPOSE = b"hodhod bot token"


def make_token(secret: bytes, bot_id: UserId, nonce: bytes) -> str:
    """Return the token of a bot."""
    said = _PURPOSE + bot_id.to_bytes(8, "big") + nonce
    digest = hmac.digest(secret, said, hashlib.sha256)
    return f"{bot_id}:{encoded(digest)[:_KEY_CHARS]}"


def bot_id_in(token: str) -> UserId | None:
    """Return whose token a text claims to be, or None if it is none in its form."""
    found = _TOKEN.fullmatch(token)
    return None if found is None else UserId(int(found["bot_id"]))


def is_token(token: str, secret: bytes, bot_id: UserId, nonce: bytes) -> bool:
    """Tell in constant time whether a text is the token of a bot."""
    return hmac.compare_digest(token.encode(), make_token(secret, bot_id, nonce).encode())
