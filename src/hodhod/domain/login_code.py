"""Login codes: how they are made, and what an answer to one is worth.

Source: https://core.telegram.org/api/auth
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from enum import Enum, unique

from hodhod.domain.errors import RpcError, bad_request
from hodhod.domain.text import fold_digits

Entropy = Callable[[int], bytes]

CODE_LENGTH = 5
"""Digits of a code, as the input fields of clients expect."""

MAX_GIVEN = 16
"""Characters read of an answer."""

_FAIR_BYTES = 250
"""Bytes below this are fair digits modulo 10; the others are drawn again."""


@unique
class Verdict(Enum):
    """What an answer to a code is worth."""

    RIGHT = "right"
    EMPTY = "empty"
    WRONG = "wrong"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"


_COMPLAINTS = {
    Verdict.EMPTY: "PHONE_CODE_EMPTY",
    Verdict.WRONG: "PHONE_CODE_INVALID",
    Verdict.EXPIRED: "PHONE_CODE_EXPIRED",
    # Whoever guesses is not told that guessing is over: a right answer looks expired as well.
    Verdict.EXHAUSTED: "PHONE_CODE_EXPIRED",
}


def new_code(entropy: Entropy, length: int = CODE_LENGTH) -> str:
    """Return a new code: so many digits, each as likely as any other."""
    digits = ""
    while len(digits) < length:
        digits += "".join(str(byte % 10) for byte in entropy(length) if byte < _FAIR_BYTES)
    return digits[:length]


def new_code_hash(entropy: Entropy) -> str:
    """Return a new `phone_code_hash`, which ties the steps of one login together: 18 hex digits."""
    return entropy(9).hex()


def judge(
    *,
    code: str,
    given: str,
    created_at: float,
    attempts: int,
    now: float,
    lifetime_s: float,
    max_attempts: int,
) -> Verdict:
    """Return what an answer is worth.

    Args:
        code: The code that was sent.
        given: What was typed, in any digits, perhaps with spaces or a dash.
        created_at: Unix time at which the code was made.
        attempts: Wrong answers before this one.
        now: Unix time in seconds.
        lifetime_s: How long a code is good.
        max_attempts: Wrong answers after which it is void.
    """
    if not given:
        return Verdict.EMPTY
    if attempts >= max_attempts:
        return Verdict.EXHAUSTED
    if now - created_at > lifetime_s:
        return Verdict.EXPIRED
    return Verdict.RIGHT if _same(code, given) else Verdict.WRONG


def _same(code: str, given: str) -> bool:
    typed = fold_digits(given[:MAX_GIVEN]).replace(" ", "").replace("-", "")
    return hmac.compare_digest(code.encode(), typed.encode())


def complaint(verdict: Verdict) -> RpcError:
    """Return the error that tells a client of an answer that is not right."""
    return bad_request(_COMPLAINTS[verdict])
