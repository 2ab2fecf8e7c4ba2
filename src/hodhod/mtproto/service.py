"""Service messages: what clients say about messages, and what a server session does about each.

Each constructor stands beside the parity its seqno must have and its handler. Clients do not agree
on which of these are content messages: mtcute 0.30 counts all of them, acknowledgements included,
and complains when one is acknowledged. So most may be either and none is ever acknowledged; only
containers and http_wait must be even. Everything else is a query and must be odd.

Source: https://core.telegram.org/mtproto/service_messages
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from hodhod import tl
from hodhod.mtproto.acks import MAX_IDS
from hodhod.mtproto.errors import FLOOD, TransportError
from hodhod.mtproto.events import (
    DestroyAuthKey,
    DestroySession,
    DisconnectAfter,
    HttpWait,
    ServerEvent,
)
from hodhod.mtproto.seqno import Parity
from hodhod.tl import TLObject, mtproto

if TYPE_CHECKING:
    from hodhod.mtproto.session import ServerSession

M = TypeVar("M", bound=TLObject)

Handler = Callable[["ServerSession", int, M, float], ServerEvent | None]

MAX_DISCONNECT_DELAY_S: Final = 3600
"""A client that wants to stay silent for longer has to be closed by the idle timeout."""

MAX_HTTP_WAIT_S: Final = 60.0
"""Proxies cut requests that take longer."""


class Service(NamedTuple):
    """A service message that clients send.

    Attributes:
        parity: Of its seqno.
        handle: What is done about it.
    """

    parity: Parity
    handle: Handler[TLObject]


SERVICES: Final[dict[int, Service]] = {}
"""By constructor id; everything that is not in here is a query."""


def _on(constructor: type[M], parity: Parity) -> Callable[[Handler[M]], Handler[M]]:
    def register(handler: Handler[M]) -> Handler[M]:
        for number, *_ in constructor.tl_versions:
            SERVICES[number] = Service(parity, cast("Handler[TLObject]", handler))
        return handler

    return register


def _bounded(msg_ids: Sequence[int]) -> Sequence[int]:
    if len(msg_ids) > MAX_IDS:
        raise TransportError(FLOOD)
    return msg_ids


@_on(mtproto.MsgsAck, Parity.EITHER)
def _ack(session: ServerSession, _: int, message: mtproto.MsgsAck, __: float) -> None:
    for msg_id in _bounded(message.msg_ids):
        session.outbox.acknowledge(msg_id)


@_on(mtproto.Ping, Parity.EITHER)
def _ping(session: ServerSession, msg_id: int, message: mtproto.Ping, _: float) -> None:
    session.say(mtproto.Pong(msg_id=msg_id, ping_id=message.ping_id))


@_on(mtproto.PingDelayDisconnect, Parity.EITHER)
def _ping_delay_disconnect(
    session: ServerSession, msg_id: int, message: mtproto.PingDelayDisconnect, _: float
) -> DisconnectAfter:
    session.say(mtproto.Pong(msg_id=msg_id, ping_id=message.ping_id))
    return DisconnectAfter(max(0, min(message.disconnect_delay, MAX_DISCONNECT_DELAY_S)))


@_on(mtproto.GetFutureSalts, Parity.EITHER)
def _future_salts(
    session: ServerSession, msg_id: int, message: mtproto.GetFutureSalts, now: float
) -> None:
    salts = session.salts.future(now, message.num)
    session.say(mtproto.FutureSalts(req_msg_id=msg_id, now=int(now), salts=salts))


@_on(mtproto.DestroySession, Parity.EITHER)
def _destroy_session(
    session: ServerSession, _: int, message: mtproto.DestroySession, __: float
) -> DestroySession | None:
    # "Destroys a session other than the current one": asked for itself, there is none.
    if message.session_id == session.session_id:
        session.session_destroyed(message.session_id, existed=False)
        return None
    return DestroySession(message.session_id)


@_on(mtproto.DestroyAuthKey, Parity.EITHER)
def _destroy_auth_key(
    _: ServerSession, __: int, ___: mtproto.DestroyAuthKey, ____: float
) -> DestroyAuthKey:
    return DestroyAuthKey()


@_on(mtproto.HttpWait, Parity.EVEN)
def _http_wait(_: ServerSession, __: int, message: mtproto.HttpWait, ___: float) -> HttpWait:
    def seconds(milliseconds: int) -> float:
        return max(0.0, min(milliseconds / 1000, MAX_HTTP_WAIT_S))

    return HttpWait(
        seconds(message.max_delay), seconds(message.wait_after), seconds(message.max_wait)
    )


@_on(mtproto.RpcDropAnswer, Parity.EITHER)
def _drop_answer(
    session: ServerSession, msg_id: int, message: mtproto.RpcDropAnswer, _: float
) -> None:
    session.answer_at_once(msg_id, session.drop_answer(message.req_msg_id))


@_on(mtproto.MsgsStateReq, Parity.EITHER)
def _state_req(
    session: ServerSession, msg_id: int, message: mtproto.MsgsStateReq, _: float
) -> None:
    _tell_states(session, msg_id, message.msg_ids)


@_on(mtproto.MsgResendReq, Parity.EITHER)
def _resend_req(
    session: ServerSession, msg_id: int, message: mtproto.MsgResendReq, now: float
) -> None:
    known = [session.send_again(answer_id, now) for answer_id in _bounded(message.msg_ids)]
    # "If at least one requested message does not exist … msgs_state_info is returned, as if
    # msgs_state_req had been received."
    if not all(known):
        _tell_states(session, msg_id, message.msg_ids)


@_on(mtproto.MsgResendAnsReq, Parity.EITHER)
def _resend_answers(
    session: ServerSession, _: int, message: mtproto.MsgResendAnsReq, now: float
) -> None:
    for request in _bounded(message.msg_ids):
        answer = session.outbox.answer_to(request)
        if answer:
            session.send_again(answer[0], now)


@_on(mtproto.MsgsStateInfo, Parity.EITHER)
def _state_info(_: ServerSession, __: int, ___: mtproto.MsgsStateInfo, ____: float) -> None:
    """A server of ours never asks for states."""


@_on(mtproto.MsgsAllInfo, Parity.EITHER)
def _all_info(_: ServerSession, __: int, message: mtproto.MsgsAllInfo, ___: float) -> None:
    """A client's own view of what it has; acknowledgements say what we need of it."""
    _bounded(message.msg_ids)


@_on(mtproto.MsgDetailedInfo, Parity.EITHER)
def _detailed_info(_: ServerSession, __: int, ___: mtproto.MsgDetailedInfo, ____: float) -> None:
    """Clients answer nothing that a server asked."""


@_on(mtproto.MsgNewDetailedInfo, Parity.EITHER)
def _new_detailed_info(
    _: ServerSession, __: int, ___: mtproto.MsgNewDetailedInfo, ____: float
) -> None:
    """As _detailed_info."""


@_on(mtproto.BadMsgNotification, Parity.EITHER)
def _bad_msg(
    session: ServerSession, _: int, message: mtproto.BadMsgNotification, __: float
) -> None:
    """A message of ours was refused: sending it again would be refused again."""
    session.outbox.acknowledge(message.bad_msg_id)


def _tell_states(session: ServerSession, msg_id: int, msg_ids: Sequence[int]) -> None:
    info = bytes(session.status(about) for about in _bounded(msg_ids))
    session.say(mtproto.MsgsStateInfo(req_msg_id=msg_id, info=info))


def parity_of(constructor: int) -> Parity:
    """Return what the seqno of a message with this constructor has to be."""
    service = SERVICES.get(constructor)
    return service.parity if service else Parity.ODD


def decode_service(body: bytes) -> TLObject | None:
    """Return a service message as a value, None if it is broken."""
    try:
        return tl.decode(body)
    except tl.DecodeError:
        return None
