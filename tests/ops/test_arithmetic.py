"""Arithmetic in another process."""

import asyncio
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from hodhod.mtproto.crypto import exchange, rsa_pad
from hodhod.mtproto.crypto.rsa import RsaKey
from hodhod.ops.arithmetic import NICE, arithmetic


async def test_it_is_done_elsewhere_at_a_lower_priority_and_comes_back_in_order() -> None:
    key = RsaKey.generate()
    block = rsa_pad.seal(key.public, b"hidden", os.urandom)
    async with arithmetic() as computing:
        assert await computing.run(os.getpid) != os.getpid()
        assert await computing.run(partial(os.nice, 0)) == os.nice(0) + NICE
        opened, (secret, public) = await computing.run(
            partial(exchange.prove, key, block, os.urandom)
        )
        assert opened is not None
        assert opened.data.startswith(b"hidden")
        other, shown = exchange.fresh_pair(os.urandom)
        both = await asyncio.gather(
            computing.run(partial(exchange.agree, shown, secret)),
            computing.run(partial(exchange.agree, public, other)),
        )
        assert both[0] == both[1]


async def test_it_is_started_again_when_it_is_killed_and_ends_with_its_worker() -> None:
    async with arithmetic() as computing:
        pid = await computing.run(os.getpid)
        waiting = asyncio.create_task(computing.run(partial(signal.sigwait, {signal.SIGUSR1})))
        await asyncio.sleep(0)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ConnectionError):
            await waiting
        again = await computing.run(os.getpid)
        assert again != pid
    assert not Path(f"/proc/{again}").exists()  # noqa: ASYNC240
