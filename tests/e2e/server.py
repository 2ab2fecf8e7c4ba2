"""`hodhod serve` as its operator starts it: a process of its own, in a data folder of its own.

Nothing here knows the inside of the server. What a test needs is read from what the command line
prints: where it listens, the public key, a pending login code.
"""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.request import urlopen

START_S = 90.0
"""The first start creates a database; on a loaded machine that takes its time."""

CODE_S = 20.0

STOP_S = 40.0
"""A drain, then the database's own shutdown."""

MTPROTO_LINE = re.compile(r"mtproto\b.*?(?P<host>[\d.]+):(?P<port>\d+)", re.IGNORECASE)
CODE_LINE = re.compile(r"Login code for (?P<phone>\+[\d ]+): (?P<code>\d+)")
UNSUPPORTED_LINE = re.compile(
    r'^hodhod_rpc_unsupported_total{method="(?P<method>[^"]+)"(?:,worker="\d+")?} (?P<count>\S+)$',
    re.MULTILINE,
)
HTTP_LINE = re.compile(r"\bhttp\b.*?(?P<host>[\d.]+):(?P<port>\d+)", re.IGNORECASE)


class ServerFailedError(AssertionError):
    """The server did not start, did not stop, or wrote what a sound server does not write."""


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


ANY_PORT = Address("127.0.0.1", 0)
"""Port 0: the system picks a free one, and the server prints which."""


@dataclass(slots=True)
class Server:
    """One data folder and the process that serves it.

    Starting again after a stop or a kill reuses the ports, so that clients find the way back.
    """

    data: Path
    log: Path
    settings: dict[str, str] = field(default_factory=dict)
    module: str = "hodhod"
    mtproto: Address = ANY_PORT
    http: Address = ANY_PORT
    _process: subprocess.Popen[str] | None = None
    _reader: threading.Thread | None = None
    _ready: threading.Event = field(default_factory=threading.Event)
    _serves: bool = False
    _codes: dict[str, str] = field(default_factory=dict)
    _printed: threading.Condition = field(default_factory=threading.Condition)
    _checked: int = 0
    _pem: str = ""

    def start(self) -> Self:
        self._ready.clear()
        self._serves = False
        command = [
            *(sys.executable, "-m", self.module, "serve", "--data", str(self.data)),
            *("--listen", str(self.mtproto), "--http", str(self.http)),
        ]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | self.settings | {"PYTHONUNBUFFERED": "1"},
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()
        if not self._ready.wait(START_S) or not self._serves:
            self.kill()
            raise ServerFailedError(f"did not become ready\n{self.tail()}")
        return self

    def stop(self) -> None:
        """End it as an operator does; it must come to its end by itself."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise ServerFailedError(f"did not stop within {STOP_S} s\n{self.tail()}") from None
        self._join()
        if code != 0:
            raise ServerFailedError(f"stopped with exit code {code}\n{self.tail()}")

    def kill(self) -> None:
        """End it as a power cut does."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        self._join()

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def pid(self) -> int:
        if self._process is None:
            raise ServerFailedError("not started")
        return self._process.pid

    async def code(self, phone: str) -> str:
        """The login code of a newcomer: without a provider of SMS it is printed."""
        return await asyncio.to_thread(self._printed_code, re.sub(r"\D", "", phone))

    async def pending_code(self, phone: str) -> str:
        """The login code that is pending: also one that went to the user's other devices."""
        return await self.say("user", "code", "--data", str(self.data), phone)

    async def pem(self) -> str:
        """The public key as clients take it: PKCS#1 in PEM."""
        if not self._pem:
            asked = ("key", "show", "--data", str(self.data), "--format", "pem")
            self._pem = await self.say(*asked)
        return self._pem

    async def say(self, *arguments: str) -> str:
        """Runs a command of the command line; gives what it printed."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "hodhod", *arguments),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | self.settings,
        )
        out, err = await process.communicate()
        if process.returncode != 0:
            raise ServerFailedError(f"hodhod {' '.join(arguments)}: {err.decode()}")
        return out.decode().strip()

    async def unsupported(self) -> dict[str, int]:
        """How often each method was called that the server does not have."""
        text = await asyncio.to_thread(self._metrics)
        counts = Counter[str]()
        for found in UNSUPPORTED_LINE.finditer(text):
            counts[found["method"]] += int(float(found["count"]))
        return counts

    def check_log(self) -> None:
        """Fails if the server logged an exception since the last check."""
        text = self.log.read_text() if self.log.exists() else ""
        fresh, self._checked = text[self._checked :], len(text)
        at = fresh.find("Traceback (most recent call last)")
        if at >= 0:
            raise ServerFailedError(
                f"the server logged an exception:\n{fresh[max(0, at - 500) :][:8000]}"
            )

    def tail(self) -> str:
        return self.log.read_text()[-6000:] if self.log.exists() else ""

    def _metrics(self) -> str:
        with urlopen(f"http://{self.http}/metrics", timeout=CODE_S) as page:
            text: str = page.read().decode()
        return text

    def _printed_code(self, digits: str) -> str:
        with self._printed:
            if not self._printed.wait_for(lambda: digits in self._codes, CODE_S):
                raise ServerFailedError(f"no code was printed for {digits}\n{self.tail()}")
            return self._codes.pop(digits)

    def _join(self) -> None:
        if self._reader is not None:
            self._reader.join(5)
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None

    def _read(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is None:
            return
        with self.log.open("a") as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                self._understand(line.strip())
        self._ready.set()  # an end before `ready` is seen by whoever waits

    def _understand(self, line: str) -> None:
        if found := CODE_LINE.search(line):
            with self._printed:
                self._codes[re.sub(r"\D", "", found["phone"])] = found["code"]
                self._printed.notify_all()
        if self._ready.is_set():
            return
        if line == "ready":
            self._serves = True
            self._ready.set()
        elif found := MTPROTO_LINE.search(line):
            self.mtproto = Address(found["host"], int(found["port"]))
        elif found := HTTP_LINE.search(line):
            self.http = Address(found["host"], int(found["port"]))
