"""Strangers who come to sign up, so many a second, in a process of their own.

Each connects, makes a key, asks for a code and signs up. Who is told to wait waits as long as told
and comes again; who is refused at the door comes again after a pause. `python -m bench.strangers`
reads what to do from its arguments and writes what became of them, a line of JSON a second.
"""

import asyncio
import json
import os
import random
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import uvloop

from bench.client import Client, RefusedError
from hodhod.mtproto.crypto.rsa import RsaPublicKey
from hodhod.tl import functions, types

FIRST, NUMBERS = 9_996_600_000, 100_000
"""Numbers that exist for tests: 99966XYYYY, whose code is the digit X, five times."""

WAIT = re.compile(r"FLOOD_WAIT_(\d+)|FLOOD_PREMIUM_WAIT_(\d+)")
PAUSE_S = (1.0, 3.0)
GIVES_UP_S = 60.0
"""A client that has heard nothing for so long."""


@dataclass(slots=True)
class Counts:
    """What became of the strangers so far.

    Attributes:
        came: How many there are.
        inside: Who have an account.
        told: Who know how long they have to wait.
        door: Refusals by the transport.
        lost: Connections that ended without a word.
        failed: Any other error.
        errors: These, by name.
    """

    came: int = 0
    inside: int = 0
    told: int = 0
    door: int = 0
    lost: int = 0
    failed: int = 0
    errors: dict[str, int] = field(default_factory=dict)


class Strangers:
    """All of them."""

    def __init__(self, host: str, port: int, rsa: RsaPublicKey) -> None:
        self._address = host, port
        self._rsa = rsa
        self.counts = Counts()

    async def come(self, number: int, until: float) -> None:
        """One stranger, who tries until being in, or until the time is over."""
        counts = self.counts
        counts.came += 1
        told = False
        client: Client | None = None
        while time.monotonic() < until:
            try:
                async with asyncio.timeout(GIVES_UP_S):
                    if client is None:
                        client = Client()
                        await client.connect(*self._address, self._rsa)
                    await self._sign_up(client, number)
            except RefusedError as error:
                found = WAIT.search(str(error))
                if found is None:
                    counts.failed += 1
                    self._note(str(error))
                    break
                if not told:
                    told, counts.told = True, counts.told + 1
                await asyncio.sleep(float(found[1] or found[2]))
                continue
            except (ConnectionError, OSError, TimeoutError) as error:
                if "transport error" in str(error):
                    counts.door += 1
                else:
                    counts.lost += 1
                    self._note(type(error).__name__)
                if client is not None:
                    client.close()
                    client = None
                await asyncio.sleep(random.uniform(*PAUSE_S))
                continue
            counts.inside += 1
            break
        if client is not None:
            client.close()

    async def _sign_up(self, client: Client, number: int) -> None:
        phone = str(FIRST + number)
        sent = await client.ask(
            functions.auth.SendCode(
                phone_number=phone, api_id=1, api_hash="", settings=types.CodeSettings()
            )
        )
        assert isinstance(sent, types.auth.SentCode)
        code = str(number // 10_000) * 5
        signed = await client.ask(
            functions.auth.SignIn(
                phone_number=phone, phone_code_hash=sent.phone_code_hash, phone_code=code
            )
        )
        if isinstance(signed, types.auth.AuthorizationSignUpRequired):
            await client.ask(
                functions.auth.SignUp(
                    phone_number=phone,
                    phone_code_hash=sent.phone_code_hash,
                    first_name=f"Stranger {number}",
                    last_name="",
                )
            )

    def _note(self, error: str) -> None:
        self.counts.errors[error] = self.counts.errors.get(error, 0) + 1


async def rush(host: str, port: int, rsa: RsaPublicKey, rate: float, seconds: float) -> None:
    """Let strangers come at a rate for so long, and write what became of them each second."""
    strangers = Strangers(host, port, rsa)
    start = time.monotonic()
    until = start + seconds
    numbers = random.sample(range(NUMBERS), NUMBERS)
    tasks: set[asyncio.Task[None]] = set()
    told_at = start
    while (now := time.monotonic()) < until:
        while len(tasks) < (now - start) * rate:
            tasks.add(asyncio.create_task(strangers.come(numbers[len(tasks)], until)))
        if now - told_at >= 1:
            told_at = now
            tell(strangers.counts, now - start)
        await asyncio.sleep(0.01)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    tell(strangers.counts, time.monotonic() - start)


def tell(counts: Counts, seconds: float) -> None:
    print(json.dumps({"at": seconds, **asdict(counts)}), flush=True)


def main() -> None:
    host, port, pem, rate, seconds = sys.argv[1:]
    os.nice(10)  # those who chat are measured on the same core
    rsa = RsaPublicKey.from_pem(Path(pem).read_text())
    uvloop.run(rush(host, int(port), rsa, float(rate), float(seconds)))


if __name__ == "__main__":
    main()
