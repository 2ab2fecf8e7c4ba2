"""Whether a decrypted message is accepted: the codes of bad_msg_notification.

    16 too old        20 nobody knows whether it came     34 odd where even is due
    17 too new        32 seqno too low                    35 even where odd is due
    18 not a client's 33 seqno too high                   48 wrong salt
    19 a container's id came before                       64 no valid container

A container is accepted as a whole or not at all; nothing is recorded of what is refused.

Source: https://core.telegram.org/mtproto/service_messages_about_messages#notice-of-ignored-error-message
"""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from hodhod.mtproto import containers, packing
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.containers import Item
from hodhod.mtproto.errors import ContainerError
from hodhod.mtproto.received import SEQNO_TOO_LOW, Received
from hodhod.mtproto.salts import Salts
from hodhod.mtproto.seqno import Parity, parity_error
from hodhod.mtproto.service import parity_of

TOO_OLD_TIME: Final = 16
TOO_NEW_TIME: Final = 17
BAD_REMAINDER: Final = 18
CONTAINER_REPEATED: Final = 19
BAD_SALT: Final = 48
BAD_CONTAINER: Final = 64


class Inbound(Protocol):
    """A decrypted message, as `envelope.Message` has it."""

    @property
    def salt(self) -> int:
        """The salt it came with."""

    @property
    def msg_id(self) -> int:
        """Its identifier."""

    @property
    def seqno(self) -> int:
        """Its sequence number."""

    @property
    def body(self) -> bytes:
        """A TL object."""


class Refusal(Exception):  # noqa: N818 (how judging ends early, no error of ours)
    """A message is not accepted.

    Attributes:
        code: Why.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Accepted(NamedTuple):
    """What an accepted message holds.

    Attributes:
        items: The message, or those in the container, unpacked.
        repeated: The msg_ids among them that have come before.
        fresh: Whether the message itself has not.
    """

    items: list[Item]
    repeated: set[int]
    fresh: bool


def judge(message: Inbound, received: Received, salts: Salts, now: float) -> Accepted:
    """Judge a message and record it.

    Args:
        message: Decrypted and authentic.
        received: What came before; what is accepted now is added.
        salts: Of the key.
        now: Unix time in seconds.

    Raises:
        Refusal: It is not accepted.
        TransportError: A container over its limit.
    """
    _judge_outer(message, salts, now)
    outer = Item(message.msg_id, message.seqno, message.body)
    contained = containers.is_container(message.body)
    items = packing.unpacked(_open(outer, received) if contained else [outer])
    repeated = {item.msg_id for item in items if item.msg_id in received}
    new = [item for item in items if item.msg_id not in repeated]
    for item in new:
        _require(parity_error(item.seqno, parity_of(int.from_bytes(item.body[:4], "little"))))
    if contained:
        _require(parity_error(outer.seqno, Parity.EVEN))
        new.append(outer)
    _judge_order(new, received)
    for item in new:
        received.add(item.msg_id, item.seqno)
    return Accepted(items, repeated, bool(new))


def _judge_outer(message: Inbound, salts: Salts, now: float) -> None:
    if message.msg_id & 3 != ids.CLIENT:
        raise Refusal(BAD_REMAINDER)
    # The window is for the outer message: one inside a container may have waited for long.
    age = now - ids.time_of(message.msg_id)
    if age > ids.PAST_S:
        raise Refusal(TOO_OLD_TIME)
    if age < -ids.FUTURE_S:
        raise Refusal(TOO_NEW_TIME)
    if not salts.accepts(message.salt, now):
        raise Refusal(BAD_SALT)


def _open(outer: Item, received: Received) -> list[Item]:
    if outer.msg_id in received:
        raise Refusal(CONTAINER_REPEATED)
    try:
        items = containers.read(outer.msg_id, outer.body)
    except ContainerError:
        raise Refusal(BAD_CONTAINER) from None
    if any(item.msg_id & 3 != ids.CLIENT for item in items):
        raise Refusal(BAD_CONTAINER)
    return items


def _judge_order(new: list[Item], received: Received) -> None:
    for item in new:
        _require(received.check(item.msg_id, item.seqno))
    # Among themselves they have to be in order as well.
    for before, after in pairwise(sorted(new, key=attrgetter("msg_id"))):
        if before.msg_id == after.msg_id:
            raise Refusal(BAD_CONTAINER)
        if before.seqno > after.seqno or (before.seqno == after.seqno and after.seqno & 1):
            raise Refusal(SEQNO_TOO_LOW)


def _require(code: int) -> None:
    if code:
        raise Refusal(code)
