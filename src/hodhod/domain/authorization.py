"""A key and who is behind it, and what a login needs to remember."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.caller import DeviceInfo
from hodhod.domain.ids import UserId


@dataclass(frozen=True, slots=True)
class Authorization:
    """A permanent key and who it is logged in as.

    Attributes:
        auth_key_id: The permanent key.
        user_id: The account, or None before login.
        pending_user_id: The account whose password is owed, or None.
        parent_key: The key that the login was carried over from, or None.
        hash: The number that names this login to its owner; never 0.
        layer: The layer its client announced last, 0 if never.
        device: What its client said of itself.
        ip: The address it was last seen at.
        created_at: When it was logged in, Unix seconds.
        active_at: When it was last used.
        is_bot: Whether the account is a bot.
        confirmed: Whether its owner knows of it; after some days everybody does.
        secret_chats_off: Whether no secret chat may be begun with it.
        calls_off: Whether it is not called.
    """

    auth_key_id: int
    user_id: UserId | None
    pending_user_id: UserId | None
    parent_key: int | None
    hash: int
    layer: int
    device: DeviceInfo
    ip: str
    created_at: int
    active_at: int
    is_bot: bool
    confirmed: bool = True
    secret_chats_off: bool = False
    calls_off: bool = False


@dataclass(frozen=True, slots=True)
class LoginCode:
    """The code that a number waits for.

    Attributes:
        phone: Digits of the E.164 number.
        code: The code.
        code_hash: What the client names this login by.
        purpose: "login", or "change" for a new number of an account.
        auth_key_id: The key that asked for it.
        created_at: Unix seconds.
        sends: How many ways it was sent.
        attempts: How often somebody tried, the present one included.
        verified_by: The key that entered it rightly, or None.
    """

    phone: str
    code: str
    code_hash: str
    purpose: str
    auth_key_id: int
    created_at: int
    sends: int
    attempts: int
    verified_by: int | None


@dataclass(frozen=True, slots=True)
class Password:
    """A two-step password as far as the server knows it.

    Attributes:
        user_id: Whose it is.
        salt1: The client's salt.
        salt2: The server's salt.
        verifier: g^x mod p, 256 bytes.
        hint: What its owner wrote to be reminded.
        changed_at: Unix seconds.
        email: Where a forgotten one is recovered from, or empty.
    """

    user_id: UserId
    salt1: bytes
    salt2: bytes
    verifier: bytes
    hint: str
    changed_at: int
    email: str = ""
