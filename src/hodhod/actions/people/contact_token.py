"""Temporary links to one's profile, by which others find one without a number or public name.

    token = base64url(user id (8) ‖ expiry (4) ‖ HMAC-SHA256 (16))

Source: https://core.telegram.org/api/links#temporary-profile-links
"""

from __future__ import annotations

import hmac
import struct

from hodhod.actions.app import App
from hodhod.domain import base64url
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId
from hodhod.tl import types

LIFETIME_S = 7 * 86_400
SEAL_BYTES = 16
MAX_TOKEN = 64
"""Characters read of a token."""

_BODY = struct.Struct(">QI")


def export_contact_token(app: App, caller: Caller) -> types.ExportedContactToken:
    """Return a link that names the caller for a week."""
    expires = app.now + LIFETIME_S
    body = _BODY.pack(caller.me, expires)
    token = base64url.encoded(body + _seal(app, body))
    return types.ExportedContactToken(
        url=f"{app.policy.public_url}/contact/{token}", expires=expires
    )


async def holder_of(app: App, token: str) -> UserId:
    """Return whom a link names.

    Raises:
        RpcError: 400 IMPORT_TOKEN_INVALID.
    """
    try:
        data = base64url.decoded(token[:MAX_TOKEN])
    except ValueError as error:
        raise bad_request("IMPORT_TOKEN_INVALID") from error
    body, seal = data[: _BODY.size], data[_BODY.size :]
    if len(body) != _BODY.size or not hmac.compare_digest(seal, _seal(app, body)):
        raise bad_request("IMPORT_TOKEN_INVALID")
    user_id, expires = _BODY.unpack(body)
    account = await app.store.users.get(UserId(user_id))
    if expires < app.now or account is None or account.deleted:
        raise bad_request("IMPORT_TOKEN_INVALID")
    return account.user_id


def _seal(app: App, body: bytes) -> bytes:
    return hmac.digest(app.secret, b"contact token" + body, "sha256")[:SEAL_BYTES]
