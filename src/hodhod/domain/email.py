"""E-mail addresses: which can be one, and how much of one is shown."""

from __future__ import annotations

import re

from hodhod.domain.errors import bad_request

MAX_ADDRESS = 254
"""Characters of an address, as RFC 5321 has it."""

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)


def require_address(text: str) -> str:
    """Return an address as it is written to.

    Raises:
        RpcError: 400 EMAIL_INVALID.
    """
    address = text.strip()
    if len(address) > MAX_ADDRESS or not _ADDRESS.fullmatch(address):
        raise bad_request("EMAIL_INVALID")
    return address


def pattern(address: str) -> str:
    """Return what is shown of an address: enough for its owner to know it, "a***e@m***.org"."""
    name, _, host = address.rpartition("@")
    label, _, rest = host.partition(".")
    shown = f"{name[:1]}***{name[-1:]}" if len(name) > 2 else f"{name[:1]}***"
    return f"{shown}@{label[:1]}***.{rest}"
