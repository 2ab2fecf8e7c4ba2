"""The two ends of a secret chat: they agree on a key, and encrypt with it as clients do.

alice, bob = await world.user("Alice"), await world.user("Bob")
hers, his = await shake_hands(alice, bob)
await hers.say("hello")
assert his.heard() == ["hello"]

Source: https://core.telegram.org/api/end-to-end, https://core.telegram.org/mtproto/description
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from typing import TypeVar

from hodhod.domain import srp
from hodhod.mtproto.crypto import ige
from hodhod.tl import TLObject, functions, types
from tests.api.device import POWER
from tests.api.upload import PART, read, save_part
from tests.api.world import Person, World

T = TypeVar("T", bound=TLObject)

_secrets = itertools.count(1)


def chance(size: int) -> bytes:
    """Bytes that nobody else has."""
    return hashlib.shake_256(b"secret" + next(_secrets).to_bytes(8, "big")).digest(size)


@dataclass(frozen=True, slots=True)
class Offer:
    """A chat that was asked for.

    Attributes:
        chat_id: Its number.
        exponent: The secret of who asks.
        g_a: The public value of it.
    """

    chat_id: int
    exponent: int
    g_a: bytes


class Talker:
    """One end of an open chat.

    Attributes:
        person: The device.
        peer: How it names the chat.
        key: The 256 bytes that both ends have.
    """

    def __init__(
        self, person: Person, chat: types.EncryptedChat, key: bytes, *, is_admin: bool
    ) -> None:
        self.person = person
        self.peer = types.InputEncryptedChat(chat_id=chat.id, access_hash=chat.access_hash)
        self.key = key
        self._out, self._in = (0, 8) if is_admin else (8, 0)

    async def say(self, text: str, random_id: int | None = None, *, service: bool = False) -> int:
        """Send a text and return the date that it was answered with."""
        kind = (
            functions.messages.SendEncryptedService if service else functions.messages.SendEncrypted
        )
        answer = await self.person.call(
            kind(
                peer=self.peer,
                random_id=random_id or self.person.world.random_id(),
                data=self.encrypt(text.encode()),
            )
        )
        assert isinstance(answer, types.messages.SentEncryptedMessage)
        return answer.date

    async def send_file(self, data: bytes, text: str) -> tuple[types.EncryptedFile, bytes]:
        """Send a file; return it and the key that the message would carry."""
        secret, uploaded = await upload_encrypted(self.person, data)
        answer = await self.person.call(
            functions.messages.SendEncryptedFile(
                peer=self.peer,
                random_id=self.person.world.random_id(),
                data=self.encrypt(secret + text.encode()),
                file=uploaded,
            )
        )
        assert isinstance(answer, types.messages.SentEncryptedFile)
        assert isinstance(answer.file, types.EncryptedFile)
        return answer.file, secret

    def heard(self) -> list[str]:
        """What was pushed to this device, decrypted, in the order of qts."""
        return [text.decode() for text in self.read(pushed(self.person))]

    def read(self, messages: list[types.TypeEncryptedMessage]) -> list[bytes]:
        """Decrypt the messages that are of this chat."""
        return [self.decrypt(one.bytes) for one in messages if one.chat_id == self.peer.chat_id]

    def encrypt(self, plain: bytes) -> bytes:
        body = len(plain).to_bytes(4, "little") + plain
        body += chance(12 + -(len(body) + 12) % 16)
        msg_key = self._msg_key(body, self._out)
        return fingerprint(self.key) + msg_key + ige.encrypt(body, *self._aes(msg_key, self._out))

    def decrypt(self, data: bytes) -> bytes:
        assert data[:8] == fingerprint(self.key)
        msg_key = data[8:24]
        body = ige.decrypt(data[24:], *self._aes(msg_key, self._in))
        assert self._msg_key(body, self._in) == msg_key
        return body[4 : 4 + int.from_bytes(body[:4], "little")]

    def _msg_key(self, body: bytes, x: int) -> bytes:
        return hashlib.sha256(self.key[88 + x : 120 + x] + body).digest()[8:24]

    def _aes(self, msg_key: bytes, x: int) -> tuple[bytes, bytes]:
        a = hashlib.sha256(msg_key + self.key[x : x + 36]).digest()
        b = hashlib.sha256(self.key[40 + x : 76 + x] + msg_key).digest()
        return a[:8] + b[8:24] + a[24:], b[:8] + a[8:24] + b[24:]


def fingerprint(key: bytes) -> bytes:
    """The last 64 bits of a key's SHA-1."""
    return hashlib.sha1(key, usedforsecurity=False).digest()[-8:]


def fingerprint_number(key: bytes) -> int:
    return int.from_bytes(fingerprint(key), "little", signed=True)


async def couple(world: World) -> tuple[Person, Person]:
    """Two people."""
    return await world.user("Alice"), await world.user("Bob")


async def qts_of(person: Person) -> int:
    """How far a device has been numbered, as it is told."""
    state = await person.call(functions.updates.GetState())
    assert isinstance(state, types.updates.State)
    return state.qts


async def ask(
    alice: Person, bob: Person, chat_id: int | None = None
) -> tuple[Offer, types.TypeEncryptedChat]:
    """Ask somebody for a chat."""
    exponent = int.from_bytes(chance(256), "big")
    offer = Offer(
        chat_id or alice.world.random_id(), exponent, POWER(srp.G, exponent).to_bytes(256, "big")
    )
    answer = await alice.call(
        functions.messages.RequestEncryption(
            user_id=alice.user(bob), random_id=offer.chat_id, g_a=offer.g_a
        )
    )
    assert isinstance(answer, types.EncryptedChatWaiting)
    return offer, answer


async def accept(bob: Person, requested: types.EncryptedChatRequested) -> Talker:
    """Accept a chat on a device."""
    exponent = int.from_bytes(chance(256), "big")
    key = POWER(int.from_bytes(requested.g_a, "big"), exponent).to_bytes(256, "big")
    answer = await bob.call(
        functions.messages.AcceptEncryption(
            peer=types.InputEncryptedChat(chat_id=requested.id, access_hash=requested.access_hash),
            g_b=POWER(srp.G, exponent).to_bytes(256, "big"),
            key_fingerprint=fingerprint_number(key),
        )
    )
    assert isinstance(answer, types.EncryptedChat)
    return Talker(bob, answer, key, is_admin=False)


def finish(alice: Person, offer: Offer, chat: types.TypeEncryptedChat) -> Talker:
    """Work out the key at the end of who asked."""
    assert isinstance(chat, types.EncryptedChat)
    key = POWER(int.from_bytes(chat.g_a_or_b, "big"), offer.exponent).to_bytes(256, "big")
    assert chat.key_fingerprint == fingerprint_number(key)
    return Talker(alice, chat, key, is_admin=True)


async def shake_hands(alice: Person, bob: Person) -> tuple[Talker, Talker]:
    """Open a chat between two devices that are here."""
    offer, _ = await ask(alice, bob)
    his = await accept(bob, requested(bob, offer.chat_id))
    return finish(alice, offer, states(alice, offer.chat_id)[-1]), his


def states(person: Person, chat_id: int) -> list[types.TypeEncryptedChat]:
    """What a device was pushed of a chat's state, in order."""
    return [one.chat for one in kinds(person, types.UpdateEncryption) if one.chat.id == chat_id]


def requested(person: Person, chat_id: int) -> types.EncryptedChatRequested:
    chat = states(person, chat_id)[-1]
    assert isinstance(chat, types.EncryptedChatRequested)
    return chat


def pushed(person: Person) -> list[types.TypeEncryptedMessage]:
    """Encrypted messages that a device was pushed, in the order of qts."""
    updates = kinds(person, types.UpdateNewEncryptedMessage)
    return [one.message for one in sorted(updates, key=lambda one: one.qts)]


def kinds(person: Person, kind: type[T]) -> list[T]:
    return [one for one in person.notices if isinstance(one, kind)]


async def difference(
    person: Person, qts: int, *, date: int | None = None, limit: int | None = None
) -> types.updates.DifferenceEmpty | types.updates.Difference | types.updates.DifferenceSlice:
    """Ask what happened since a qts, and since a date if one is given."""
    answer = await person.call(
        functions.updates.GetDifference(
            pts=1, date=date or person.world.app.now, qts=qts, qts_limit=limit
        )
    )
    assert isinstance(
        answer,
        types.updates.DifferenceEmpty | types.updates.Difference | types.updates.DifferenceSlice,
    )
    return answer


async def upload_encrypted(
    person: Person, data: bytes
) -> tuple[bytes, types.InputEncryptedFileUploaded]:
    """Encrypt a file under a key of its own and send it up; return key and iv, and the upload."""
    secret = chance(64)
    encrypted = ige.encrypt(data + bytes(-len(data) % 16), secret[:32], secret[32:])
    file_id = person.world.random_id()
    parts = -(-len(encrypted) // PART)
    for part in range(parts):
        await save_part(person, file_id, part, encrypted[part * PART : (part + 1) * PART])
    digest = hashlib.md5(secret, usedforsecurity=False).digest()
    mark = bytes(x ^ y for x, y in zip(digest[:4], digest[4:8], strict=True))
    return secret, types.InputEncryptedFileUploaded(
        id=file_id,
        parts=parts,
        md5_checksum="",
        key_fingerprint=int.from_bytes(mark, "little", signed=True),
    )


async def download(person: Person, file: types.TypeEncryptedFile, secret: bytes) -> bytes:
    """Fetch a file and decrypt it; what is after its end is padding."""
    assert isinstance(file, types.EncryptedFile)
    location = types.InputEncryptedFileLocation(id=file.id, access_hash=file.access_hash)
    encrypted = await read(person, location)
    assert len(encrypted) == file.size
    return ige.decrypt(encrypted, secret[:32], secret[32:])
