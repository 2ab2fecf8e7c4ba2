"""Key exchanges: the arithmetic elsewhere, the questions of each address counted.

A stranger costs at most a place in a bounded queue; whoever finds it full is told −429.
"""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Final

from hodhod import tl
from hodhod.gateway.door import Door
from hodhod.gateway.limits import Limits
from hodhod.gateway.link import Link
from hodhod.mtproto import envelope
from hodhod.mtproto import msg_id as ids
from hodhod.mtproto.envelope import PlainMessage
from hodhod.mtproto.errors import FLOOD, TransportError
from hodhod.mtproto.handshake import Answer, HandshakeTable, Step, StoreKey, Wait, Work
from hodhod.store.auth_keys import AuthKeyRecord
from hodhod.store.lanes import STRANGER
from hodhod.tl import mtproto

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway

log = logging.getLogger(__name__)


BACKLOG: Final = 16
"""Computations that wait when nobody more is let in: some fifty milliseconds."""

BEGINNINGS: Final = tuple(
    tl.encode(kind(nonce=bytes(16)))[:4] for kind in (mtproto.ReqPqMulti, mtproto.ReqPq)
)


class Handshakes:
    """The key exchanges of a process.

    Args:
        gateway: Where keys are kept.
        table: The protocol's part.
        limits: How many at once.

    Attributes:
        made: Keys made so far, by the form in which the client hid its part.
        door: Where strangers wait.
    """

    def __init__(self, gateway: Gateway, table: HandshakeTable, limits: Limits) -> None:
        self._gateway = gateway
        self._table = table
        self._limits = limits
        self._waiting = 0
        self.door = Door()
        self._last_msg_id = 0
        self.made: dict[str, int] = {}

    def answer(self, link: Link, question: PlainMessage) -> Coroutine[object, object, None] | None:
        """Take a step of a key exchange; returns and raises as `reception.receive`."""
        now = self._gateway.clock()
        if not self._gateway.admission.question(link.ip, now):
            raise TransportError(FLOOD)
        if question.body[:4] in BEGINNINGS and not self.door.enter():
            return self._begin_later(link, question)
        return self._go_on(link, question)

    @property
    def busy(self) -> bool:
        """Whether as much has been begun as can be computed in a moment."""
        return self._waiting > BACKLOG

    def close(self) -> None:
        """Begin no more."""
        self.door.close()

    async def _begin_later(self, link: Link, question: PlainMessage) -> None:
        await self.door.wait()
        if not link.closed:
            work = self._go_on(link, question)
            assert work is None, "the first question needs no arithmetic"

    def _go_on(self, link: Link, question: PlainMessage) -> Coroutine[object, object, None] | None:
        step = self._table.receive(question.body, self._gateway.clock())
        if isinstance(step, Answer | Wait):
            self._write(link, step)
            return None
        return self._work(link, step)

    async def _work(self, link: Link, step: Step) -> None:
        STRANGER.set(True)
        while not isinstance(step, Answer | Wait):
            if isinstance(step, Work):
                step = await self._compute(step)
            else:
                step = await self._keep(step)
        if not link.closed:
            self._write(link, step)

    async def _compute(self, work: Work) -> Step:
        if self._waiting >= self._limits.handshakes_waiting:
            work.abort()
            raise TransportError(FLOOD)
        self._waiting += 1
        try:
            result = await self._gateway.compute(work.call)
        except ConnectionError as error:
            work.abort()
            raise TransportError(FLOOD) from error
        except BaseException:
            work.abort()
            raise
        finally:
            self._waiting -= 1
        return work.finish(result, self._gateway.clock())

    async def _keep(self, made: StoreKey) -> Answer:
        """Make the key durable before the client hears that it is good."""
        now = int(self._gateway.clock())
        record = AuthKeyRecord(
            auth_key_id=made.auth_key.id,
            value=made.auth_key.value,
            first_salt=made.salt,
            made_at=now,
            dc_id=made.dc_id,
            expires_at=None if made.expires_in is None else now + made.expires_in,
        )
        try:
            created = await self._gateway.auth_keys.insert(record)
        except BaseException:
            made.abort()
            raise
        if created:
            form = made.form.name.lower()
            self.made[form] = self.made.get(form, 0) + 1
            self._gateway.keys.add(record)
        return made.stored(created)

    def _write(self, link: Link, step: Answer | Wait) -> None:
        if isinstance(step, Wait):
            if link.one_shot:
                link.write([])
            return
        now = self._gateway.clock()
        self._last_msg_id = ids.next_msg_id(now, ids.ANSWER, self._last_msg_id)
        link.write([envelope.seal_plain(self._last_msg_id, step.data)])
