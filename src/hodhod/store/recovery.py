"""Addresses that wait to be confirmed, and codes by which passwords are recovered."""

from __future__ import annotations

from dataclasses import dataclass

from hodhod.domain.authorization import Password
from hodhod.domain.ids import UserId
from hodhod.store.database import Executor, Row


@dataclass(frozen=True, slots=True)
class PendingEmail:
    """An address that waits for its code.

    Attributes:
        user_id: Whose.
        email: The address.
        code: What was sent to it.
        created_at: Unix seconds.
        attempts: How often a code was entered, the present time included.
        password: What takes effect with it, or None when only the address is new.
    """

    user_id: UserId
    email: str
    code: str
    created_at: int
    attempts: int = 0
    password: Password | None = None


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """A code by which a password is recovered.

    Attributes:
        code: The code.
        created_at: Unix seconds.
        attempts: How often a code was entered, the present time included.
    """

    code: str
    created_at: int
    attempts: int


async def put_pending_email(main: Executor, pending: PendingEmail) -> None:
    """Let an address wait for its code; an earlier one is void."""
    password = pending.password
    await main.execute(
        "put_pending_email",
        pending.user_id,
        pending.email,
        pending.code,
        pending.created_at,
        None if password is None else password.salt1,
        None if password is None else password.salt2,
        None if password is None else password.verifier,
        "" if password is None else password.hint,
    )


async def pending_email(main: Executor, user_id: UserId) -> PendingEmail | None:
    """Return the address of somebody that waits for its code."""
    return _pending(await main.fetchrow("pending_email", user_id))


async def attempt_pending_email(main: Executor, user_id: UserId) -> PendingEmail | None:
    """Count an attempt and return what it is at."""
    return _pending(await main.fetchrow("attempt_pending_email", user_id))


async def drop_pending_email(main: Executor, user_id: UserId) -> bool:
    """Forget an address that waits; False when none did."""
    return await main.execute("drop_pending_email", user_id) > 0


async def set_password_email(main: Executor, user_id: UserId, email: str) -> None:
    """Write the address by which a password is recovered, or none with an empty one."""
    await main.execute("set_password_email", user_id, email)


async def put_recovery_code(main: Executor, user_id: UserId, code: str, now: int) -> None:
    """Keep a code by which a password is recovered."""
    await main.execute("put_recovery_code", user_id, code, now)


async def attempt_recovery_code(main: Executor, user_id: UserId) -> RecoveryCode | None:
    """Count an attempt and return the code that it is at."""
    row = await main.fetchrow("attempt_recovery_code", user_id)
    return None if row is None else RecoveryCode(**row)


async def drop_recovery_code(main: Executor, user_id: UserId) -> None:
    """Forget a code."""
    await main.execute("drop_recovery_code", user_id)


def _pending(row: Row | None) -> PendingEmail | None:
    if row is None:
        return None
    password = None
    if row["verifier"] is not None:
        password = Password(
            user_id=UserId(row["user_id"]),
            salt1=row["salt1"],
            salt2=row["salt2"],
            verifier=row["verifier"],
            hint=row["hint"],
            changed_at=row["created_at"],
            email=row["email"],
        )
    return PendingEmail(
        user_id=UserId(row["user_id"]),
        email=row["email"],
        code=row["code"],
        created_at=row["created_at"],
        attempts=row["attempts"],
        password=password,
    )
