"""What one message costs without a network and a database: TL, envelope, session.

The path is that of a text message: the sender's request comes in, its answer goes out, and the
update is encoded once and encrypted for one session of the receiver.
"""

import os
import time
from collections.abc import Callable

from bench.figures import Figure, seconds_each
from hodhod import tl
from hodhod.mtproto import envelope
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.client_session import ClientSession
from hodhod.mtproto.containers import Item
from hodhod.mtproto.events import Request
from hodhod.mtproto.salts import Salts
from hodhod.mtproto.session import ServerSession
from hodhod.tl import functions, types

MICRO = 1e6
MESSAGES = 5_000
SESSION_ID = 7
SEALED_BYTES = 200
TEXT = "سلام! فردا ساعت ده همان جای همیشگی؟"


def send_request() -> functions.messages.SendMessage:
    return functions.messages.SendMessage(
        peer=types.InputPeerUser(user_id=1_000_001, access_hash=0x1234_5678_9ABC_DEF0),
        message=TEXT,
        random_id=0x0FED_CBA9_8765_4321,
    )


def user(number: int) -> types.User:
    return types.User(
        id=number,
        access_hash=number << 20,
        first_name="مهتاب",
        phone="989121234567",
        status=types.UserStatusOnline(expires=1_800_000_000),
    )


def updates() -> types.Updates:
    message = types.Message(
        out=True,
        id=4_711,
        from_id=types.PeerUser(user_id=1_000_000),
        peer_id=types.PeerUser(user_id=1_000_001),
        date=1_795_000_000,
        message=TEXT,
    )
    return types.Updates(
        updates=(
            types.UpdateMessageID(id=4_711, random_id=0x0FED_CBA9_8765_4321),
            types.UpdateNewMessage(message=message, pts=9_000, pts_count=1),
        ),
        users=(user(1_000_000), user(1_000_001)),
        chats=(),
        date=1_795_000_000,
        seq=0,
    )


def measure() -> list[Figure]:
    request, answer = send_request(), updates()
    asked, told = tl.encode(request), tl.encode(answer)
    old = tl.OLDEST_LAYER
    rows: list[tuple[str, Callable[[], object]]] = [
        ("encode messages.sendMessage", lambda: tl.encode(request)),
        ("decode messages.sendMessage", lambda: tl.decode(asked)),
        ("decode updates with a message and two users", lambda: tl.decode(told)),
        ("encode updates with a message and two users", lambda: tl.encode(answer)),
        (f"the same for layer {old}", lambda: tl.encode(answer, old)),
    ]
    key = AuthKey(os.urandom(256))
    plain = Item(4, 1, os.urandom(SEALED_BYTES))
    wire = sealed(key, plain, 0, envelope.CLIENT)
    rows += [
        (f"seal {SEALED_BYTES} bytes", lambda: sealed(key, plain, 0, envelope.CLIENT)),
        (f"open {SEALED_BYTES} bytes", lambda: envelope.open_message(key, wire, envelope.SERVER)),
    ]
    figures = [Figure(what, seconds_each(run) * MICRO, "µs") for what, run in rows]
    both = round_trip(asked, told)
    return [*figures, Figure("open a request, seal its answer, in a session", both * MICRO, "µs")]


def round_trip(asked: bytes, told: bytes) -> float:
    """Seconds a message: a request is opened and judged, its answer taken and sealed."""
    key = AuthKey(os.urandom(256))
    now = time.time()
    salts = Salts(key.value, 0, now)
    session = ServerSession(SESSION_ID, salts, 9)
    client = ClientSession(SESSION_ID, salts.current(now))
    spent = 0.0
    for _ in range(MESSAGES):
        client.request(asked)
        sent = client.take(now)
        assert sent is not None
        wire = sealed(key, sent, client.salt, envelope.CLIENT)

        start = time.perf_counter()
        verdict = session.receive(envelope.open_message(key, wire, envelope.SERVER), now)
        for event in verdict.events:
            if isinstance(event, Request):
                session.answer(event.msg_id, told)
        back = session.take(now)
        assert back is not None
        wire = sealed(key, back, salts.current(now), envelope.SERVER)
        spent += time.perf_counter() - start

        client.receive(envelope.open_message(key, wire, envelope.CLIENT), now)
    return spent / MESSAGES


def sealed(key: AuthKey, item: Item, salt: int, role: envelope.Role) -> bytes:
    return envelope.seal_message(
        key,
        item.body,
        salt=salt,
        session_id=SESSION_ID,
        msg_id=item.msg_id,
        seqno=item.seqno,
        entropy=os.urandom,
        role=role,
    )
