"""How clients are told of a server: its public key and address in the words of each library."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from hodhod.mtproto.crypto.rsa import RsaPublicKey


def pem(key: RsaPublicKey, _host: str, _port: int) -> str:
    """Return the key alone, PKCS#1."""
    return key.pem()


def fingerprint(key: RsaPublicKey, _host: str, _port: int) -> str:
    """Return the fingerprint, 16 hexadecimal digits."""
    return key.fingerprint_hex


def telethon(key: RsaPublicKey, host: str, port: int) -> str:
    """Return a program for Telethon."""
    return f'''\
from telethon import TelegramClient
from telethon.crypto import rsa
from telethon.sessions import StringSession

rsa.add_key("""{key.pem()}""", old=False)
session = StringSession()
session.set_dc(2, {host!r}, {port})
client = TelegramClient(session, 1, "any")  # api_id and api_hash may be anything
client.start()  # asks for the phone number and the code
'''


def mtcute(key: RsaPublicKey, host: str, port: int) -> str:
    """Return a program for mtcute on Node."""
    return f"""\
import {{ TelegramClient }} from '@mtcute/node'
import {{ addPublicKey, NodeCryptoProvider }} from '@mtcute/node/utils.js'

const crypto = new NodeCryptoProvider()
await crypto.initialize()
addPublicKey(crypto, `{key.pem()}`)
const dc = {{ id: 2, ipAddress: '{host}', port: {port} }}
const client = new TelegramClient({{
  apiId: 1, apiHash: 'any', crypto, // the api id and hash may be anything
  defaultDcs: {{ main: dc, media: {{ ...dc, mediaOnly: true }} }},
}})
await client.start({{ phone: () => client.input('Phone > '), code: () => client.input('Code > ') }})
"""


def tdlib(key: RsaPublicKey, host: str, port: int) -> str:
    """Return what a client that has address and key compiled in must be built with."""
    address = f"{host}:{port}"
    return f"""\
Replace the addresses of all data centres by {address} (in TDLib:
td/telegram/net/ConnectionCreator.cpp, DcOptions) and the public keys by this one
(td/telegram/net/PublicRsaKeySharedMain.cpp), fingerprint {key.fingerprint_hex}:

{key.pem()}"""


def as_json(key: RsaPublicKey, host: str, port: int) -> str:
    """Return everything for a program to read."""
    facts = {
        "host": host,
        "port": port,
        "dc_id": 2,
        "fingerprint": key.fingerprint_hex,
        "modulus": f"{key.n:x}",
        "exponent": key.e,
        "pem": key.pem(),
    }
    return json.dumps(facts, indent=2)


FORMATS: Mapping[str, Callable[[RsaPublicKey, str, int], str]] = {
    "fingerprint": fingerprint,
    "json": as_json,
    "mtcute": mtcute,
    "pem": pem,
    "tdlib": tdlib,
    "telethon": telethon,
}
