"""Base64url without padding, as it stands in links and in JSON.

Source: https://www.rfc-editor.org/rfc/rfc4648#section-5
"""

from __future__ import annotations

import base64


def encoded(data: bytes) -> str:
    """Return bytes as text."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Return the bytes of a text.

    Raises:
        ValueError: It is no base64url.
    """
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
