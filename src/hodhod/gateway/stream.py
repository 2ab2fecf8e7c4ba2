"""A connection that is a stream of bytes: cut into packets, watched by the wheel.

Source: https://core.telegram.org/mtproto/mtproto-transports
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from hodhod.gateway import reception
from hodhod.gateway.homes import is_exchange
from hodhod.gateway.link import UNREAD, WORKING, Link
from hodhod.gateway.post import OK
from hodhod.mtproto.errors import FLOOD, FrameError, TransportError
from hodhod.mtproto.transport import HttpReply, LargeFrame, Packet, ServerTransport
from hodhod.store import StoreUnavailable

if TYPE_CHECKING:
    from hodhod.gateway.gateway import Gateway

log = logging.getLogger(__name__)

REST_S: Final = 60.0
"""A connection silent for so long gives back the memory that only work needs."""


class StreamLink(Link):
    """Bytes in, bytes out.

    Args:
        gateway: The gateway it came in through.
        ip: The address it comes from, as text.
        welcome: False if there are too many: its first packet is answered by −429.

    Attributes:
        half_since: Unix time since when half a packet waits for its other half, 0 if none does.
    """

    __slots__ = (
        "_framing",
        "_heard_at",
        "_poll_until",
        "_trusted",
        "_unread_since",
        "_welcome",
        "half_since",
        "slot",
    )

    def __init__(self, gateway: Gateway, ip: str, *, welcome: bool) -> None:
        super().__init__(gateway, ip)
        limits = gateway.limits
        self._framing = ServerTransport(limits.stranger_packet, limits.packet, gateway.entropy)
        self._welcome = welcome
        self._trusted = False
        self._heard_at = gateway.clock()
        self.half_since = 0.0
        self._unread_since = 0.0
        self._poll_until = 0.0
        self.slot = 0
        gateway.wheel.put(self, self._heard_at + limits.half_frame_s)

    # ── in ─────────────────────────────────────────────────────────────────────────────────────

    def feed(self, data: bytes) -> None:
        """Take what was read."""
        self._heard_at = self.gateway.clock()
        self._framing.receive(data)
        if not self.held:
            self._pump()

    def _pump(self) -> None:
        try:
            while not self.held and not self.closed:
                if self._poll_until and self._framing.mid_frame:
                    # The client asks on over the same connection, which goes on only when what
                    # is held has been let go.
                    self.gateway.end_poll(self)
                event = self._framing.next_event()
                if event is None:
                    break
                match event:
                    case Packet():
                        self._packet(event)
                    case LargeFrame():
                        self._large(event)
                    case HttpReply():
                        self._write(event.data)
                        if event.close:
                            self.close()
        except TransportError as error:
            self.fail(error.code)
        except FrameError as error:
            log.debug("a connection is over: %s", error)
            self.close()
        except Exception:
            log.exception("a packet failed")
            self.close()
        self._note_half()

    def _packet(self, packet: Packet) -> None:
        if not self._welcome:
            raise TransportError(FLOOD)
        if self.one_shot and is_exchange(packet.payload):
            # The next step may come over another connection, to another process. Under a key each
            # process is as good as the others, and this one is where the client waits.
            self._work(self._at_home(packet.payload))
            return
        self._work(
            reception.receive(self.gateway, self, packet.payload, quick_ack=packet.quick_ack)
        )

    async def _at_home(self, payload: bytes) -> None:
        """Answer a step of a key exchange, wherever it belongs."""
        relayed = await self.gateway.homes.answer(payload, self.ip)
        if relayed is None:
            work = reception.receive(self.gateway, self, payload, quick_ack=False)
            if work is not None:
                await work
        elif relayed[0] == OK:
            self.write([relayed[1]])
        else:
            raise TransportError(-relayed[0])

    def _large(self, frame: LargeFrame) -> None:
        self._work(reception.known(self.gateway, self, frame.auth_key_id))

    def _work(self, work: reception.Work | None) -> None:
        if work is not None:
            self.hold(WORKING)
            self.gateway.tasks.spawn(self._finish(work), "a packet")

    async def _finish(self, work: reception.Work) -> None:
        try:
            await work
        except TransportError as error:
            self.fail(error.code)
        except StoreUnavailable as error:
            # Not −404: the client would throw away a good key.
            log.warning("the store is unavailable: %s", error)
            self.close()
        except Exception:
            log.exception("a packet failed")
            self.close()
        finally:
            self.release(WORKING)
            if not self.closed:
                self._pump()

    def _note_half(self) -> None:
        if not self._framing.mid_frame or self.held or self._poll_until:
            self.half_since = 0.0
        elif not self.half_since:
            self.half_since = self._heard_at
            self.wake(self._heard_at + self.gateway.limits.half_frame_s)

    def accepted(self) -> None:
        """The peer has proven to hold a key: it may send large packets."""
        if not self._trusted:
            self._trusted = True
            self._framing.limit = self._framing.ceiling

    # ── out ────────────────────────────────────────────────────────────────────────────────────

    @property
    def one_shot(self) -> bool:
        """Whether each packet gets exactly one answer."""
        return self._framing.is_http

    def write(self, payloads: list[bytes]) -> None:
        """Send sealed messages; in HTTP, one as the answer, or none."""
        if self.closed:
            return
        if self.one_shot:
            self._poll_until = 0.0
            self._write(self._framing.pack(payloads[0] if payloads else b""))
            if not self.held:
                self.gateway.soon(self._pump)
        else:
            self._write(b"".join([self._framing.pack(payload) for payload in payloads]))

    def write_quick_ack(self, token: int) -> None:
        """Acknowledge a packet at once."""
        data = self._framing.pack_quick_ack(token)
        if data and not self.closed:
            self._write(data)

    def fail(self, code: int) -> None:
        """Send a transport error and end."""
        if self.closed:
            return
        if self._framing.can_write:
            self._write(self._framing.pack_error(code))
        self.close()

    def polling(self, until: float) -> None:
        """An HTTP request is held until then unless something is to be said."""
        self._poll_until = until
        self.wake(until)

    def writing_paused(self) -> None:
        """The client does not read: ask it nothing more, and note since when."""
        self._unread_since = self.gateway.clock()
        self.hold(UNREAD)
        self.wake(self._unread_since + self.gateway.limits.slow_reader_s)

    def writing_resumed(self) -> None:
        """The client has read."""
        self._unread_since = 0.0
        self.release(UNREAD)
        if not self.held and not self.closed:
            self._pump()
        for live in self.carried():
            self.gateway.mark(live)

    # ── deadlines ──────────────────────────────────────────────────────────────────────────────

    def wake(self, at: float) -> None:
        """Have the deadlines looked at, at a Unix time in seconds."""
        self.gateway.wheel.put(self, at)

    def check(self, now: float) -> float | None:
        """Do what is due; return when to look again."""
        if self.closed:
            return None
        if self._end() <= now:
            if self._unread_since:
                self.abort()
            else:
                self.close()
            return None
        return min(self._end(), *self._occasions(now))

    def _end(self) -> float:
        """When it is over unless something happens."""
        limits = self.gateway.limits
        silence_s = limits.stranger_s if self.key is None else limits.silence_s
        end = self._heard_at + silence_s
        if self.disconnect_at:
            end = min(end, self.disconnect_at)
        if self.half_since:
            end = min(end, self.half_since + limits.half_frame_s)
        if self._unread_since:
            end = min(end, self._unread_since + limits.slow_reader_s)
        return end

    def _occasions(self, now: float) -> list[float]:
        """Do what is due short of the end; return when something else will be."""
        occasions = [now + REST_S]
        if now - self._heard_at >= REST_S:
            self._framing.rest()
            for live in self.carried():
                live.core.rest(now)
        if self._poll_until and self._poll_until <= now:
            self.gateway.end_poll(self)
        elif self._poll_until:
            occasions.append(self._poll_until)
        for live in self.carried():
            due = live.core.due
            if due is not None and due <= now:
                self.gateway.mark(live)
            elif due is not None:
                occasions.append(due)
        return occasions

    # ── what it is made of ─────────────────────────────────────────────────────────────────────

    def abort(self) -> None:
        """End at once; what was written is lost."""
        self.close()

    def _write(self, data: bytes) -> None:
        raise AssertionError(data)
