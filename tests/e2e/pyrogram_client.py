"""Pyrogram 2.0.106 as it is published, of layer 158: address and key are all it is told.

It is imported out of its wheel. Where it would take TgCrypto it gets the same from cryptg.
"""

import asyncio
import hashlib
import importlib
import sys
import warnings
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeAlias

import cryptg
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tests.e2e.mailbox import Mailbox
from tests.e2e.server import Address, Server
from tests.e2e.tdlib_library import wheel

Foreign: TypeAlias = Any  # type: ignore[explicit-any]  # what only the wheel knows the type of

API_ID = 1
API_HASH = "0" * 32
DC_ID = 2
WHEELS = ("pyrogram-older", "pyrogram-proxies")
EXPONENT = b"\x03\x01\x00\x01"


def load() -> Foreign:
    """The library, imported once."""
    if "pyrogram" not in sys.modules:
        sys.path += [str(wheel(name)) for name in WHEELS]
        crypto: Foreign = ModuleType("tgcrypto")
        crypto.ige256_encrypt, crypto.ige256_decrypt = cryptg.encrypt_ige, cryptg.decrypt_ige
        sys.modules["tgcrypto"] = crypto
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module("pyrogram")
    return sys.modules["pyrogram"]


def trust(library: Foreign, pem: str) -> None:
    """Makes it accept a server that holds this key."""
    key = load_pem_public_key(pem.encode())
    assert isinstance(key, RSAPublicKey)
    numbers = key.public_numbers()
    modulus = numbers.n.to_bytes(256, "big")
    digest = hashlib.sha1(b"\xfe\x00\x01\x00" + modulus + EXPONENT, usedforsecurity=False).digest()
    rsa = importlib.import_module(f"{library.__name__}.crypto.rsa")
    fingerprint = int.from_bytes(digest[-8:], "little", signed=True)
    rsa.server_public_keys[fingerprint] = rsa.PublicKey(numbers.n, numbers.e)


def lead_to(address: Address) -> None:
    """Makes all its data centres this address."""
    connection: Foreign = importlib.import_module("pyrogram.connection.connection")
    connection.DataCenter = lambda *_: (address.host, address.port)


@dataclass(slots=True)
class PyrogramUser:
    """A user of Pyrogram; `letters` are the messages that it was told of."""

    client: Foreign
    phone: str
    id: int = 0
    letters: Mailbox[Foreign] = field(default_factory=lambda: Mailbox("pyrogram"))

    async def message_with(self, text: str, chat: int) -> Foreign:
        """The message with this text, as the library told of it."""
        return await self.letters.first(lambda m: (m.text, m.chat.id) == (text, chat))

    async def photo_with(self, caption: str, chat: int) -> Foreign:
        """The photo with this caption, as the library told of it."""
        return await self.letters.first(lambda m: (m.caption, m.chat.id) == (caption, chat))

    async def chats(self) -> dict[int, Foreign]:
        return {one.chat.id: one async for one in self.client.get_dialogs()}

    async def texts(self, chat: int) -> list[str]:
        """What the newest messages say, newest first; service messages say nothing."""
        found = [one async for one in self.client.get_chat_history(chat, limit=20)]
        return [one.text or "" for one in found]

    async def close(self) -> None:
        await self.client.stop()


async def sign_up(server: Server, pem: str, phone: str, first_name: str) -> PyrogramUser:
    """Signs up with the code that the server's operator sees."""
    library = load()
    trust(library, pem)
    lead_to(server.mtproto)
    client = library.Client(phone, API_ID, API_HASH, in_memory=True)
    await client.storage.open()
    await client.storage.dc_id(DC_ID)
    await client.connect()
    sent = await client.send_code(phone)
    code = await server.code(phone)
    assert not await client.sign_in(phone, sent.phone_code_hash, code)
    me = await client.sign_up(phone, sent.phone_code_hash, first_name)
    user = PyrogramUser(client, phone, int(me.id))
    client.me = me
    await client.invoke(library.raw.functions.updates.GetState())

    async def told(_: object, message: object) -> None:
        user.letters.put(message)

    client.add_handler(library.handlers.MessageHandler(told))
    await client.initialize()
    await asyncio.sleep(0)
    return user
