"""What a session tells its shell: each is something that a session cannot do by itself.

server                                        client
Request           a query to run              Answered     the result of a query
DisconnectAfter   close unless it pings       Refused      a query that will have no result
HttpWait          how long an answer may wait Pushed       updates
DestroySession    another session of the key  SessionMade  the server began the session anew
DestroyAuthKey    the key itself              Ponged       a ping came back
                                              Resalted     another salt is in force
"""

from __future__ import annotations

import msgspec

from hodhod.mtproto.containers import Item
from hodhod.tl import TLObject

# Structs instead of dataclasses: one of these is made for every message.


class Request(msgspec.Struct, frozen=True, gc=False):
    """A query arrived for the first time. The shell owes `session.answer(msg_id, …)`.

    Attributes:
        msg_id: The query's message.
        body: A TL function with its wrappers; perhaps nothing that can be decoded.
    """

    msg_id: int
    body: bytes


class DisconnectAfter(msgspec.Struct, frozen=True, gc=False):
    """The connection is to be closed unless another of these comes in time.

    Attributes:
        delay_s: Seconds, at least 0.
    """

    delay_s: int


class HttpWait(msgspec.Struct, frozen=True, gc=False):
    """The client lets the server keep the HTTP request until there is something to say.

    Attributes:
        max_delay_s: At most so many seconds after the first message is ready.
        wait_after_s: At most so many seconds after the last one.
        max_wait_s: At most so many seconds if there is none.
    """

    max_delay_s: float
    wait_after_s: float
    max_wait_s: float


class DestroySession(msgspec.Struct, frozen=True, gc=False):
    """Another session of the same key is to be forgotten; `session.session_destroyed` answers.

    Attributes:
        session_id: The other session.
    """

    session_id: int


class DestroyAuthKey(msgspec.Struct, frozen=True, gc=False):
    """The key is to be forgotten; `session.auth_key_destroyed` answers."""


ServerEvent = Request | DisconnectAfter | HttpWait | DestroySession | DestroyAuthKey


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What became of a received message.

    Attributes:
        events: What the shell is to do, in order.
        refusal: If it was not accepted, what to send back on the connection it came on.
        fresh: Whether anything in it is here for the first time. Who plays a recording back has
            nothing fresh, and must not get a session's messages sent their way.
    """

    events: list[ServerEvent]
    refusal: Item | None = None
    fresh: bool = True

    @property
    def accepted(self) -> bool:
        """Whether it may be acknowledged quickly."""
        return self.refusal is None


class Answered(msgspec.Struct, frozen=True, gc=False):
    """A query has its result.

    Attributes:
        query: What `request` returned.
        result: The TL object, unpacked.
    """

    query: int
    result: bytes


class Refused(msgspec.Struct, frozen=True, gc=False):
    """A query was answered by an error.

    Attributes:
        query: What `request` returned.
        code: Of the rpc_error.
        message: Of the rpc_error.
    """

    query: int
    code: int
    message: str


class Pushed(msgspec.Struct, frozen=True, gc=False):
    """Something that is no answer and not about messages: updates.

    Attributes:
        body: A TL object.
    """

    body: bytes


class SessionMade(msgspec.Struct, frozen=True, gc=False):
    """The server knew nothing of this session until the first message."""

    first_msg_id: int
    unique_id: int


class Ponged(msgspec.Struct, frozen=True, gc=False):
    """An answer to a ping."""

    ping_id: int


class Resalted(msgspec.Struct, frozen=True, gc=False):
    """The server gave another salt; messages that it refused for the old one leave again."""

    salt: int


class Told(msgspec.Struct, frozen=True, gc=False):
    """A service message that a client of ours only passes on.

    Attributes:
        value: future_salts, destroy_session_ok, destroy_auth_key_ok, msgs_state_info …
    """

    value: TLObject


class BadMessage(msgspec.Struct, frozen=True, gc=False):
    """The server refused a message of ours.

    Attributes:
        msg_id: Which.
        code: 16 … 64.
    """

    msg_id: int
    code: int


ClientEvent = Answered | Refused | Pushed | SessionMade | Ponged | Resalted | Told | BadMessage
