"""A server in a process of its own, as its operator has it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

START_S = 60.0
STOP_S = 30.0


def command(*arguments: str) -> list[str]:
    """The command line, run by this interpreter."""
    return [sys.executable, "-m", "hodhod", *arguments]


def run(*arguments: str, code: int = 0) -> str:
    """Run a command to its end and return all that it printed."""
    done = subprocess.run(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=START_S,
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


@dataclass
class Process:
    """A server that was started.

    Attributes:
        process: It.
        lines: What it printed.
    """

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    _ready: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Read what it prints until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line == "ready\n":
                self._ready.set()
        self._ready.set()

    def wait_ready(self) -> None:
        """Wait until it serves."""
        assert self._ready.wait(START_S), self.text
        assert "ready" in self.lines, self.text

    @property
    def text(self) -> str:
        """What it printed."""
        return "\n".join(self.lines)

    def port(self, name: str) -> int:
        """The port that it printed for MTProto or HTTP."""
        found = re.search(rf"^  {name} +127\.0\.0\.1:(\d+)", self.text, re.MULTILINE)
        assert found, self.text
        return int(found[1])

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(STOP_S)


@contextmanager
def serving(data: Path, **variables: str) -> Iterator[Process]:
    """Run a server for as long as the body lasts."""
    arguments = ("--data", str(data), "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0")
    started = Process(
        subprocess.Popen(
            command("serve", *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ
            | {"HODHOD_GATEWAY_WORKERS": "1"}
            | {f"HODHOD_{name}": value for name, value in variables.items()},
        )
    )
    reader = threading.Thread(target=started.read)
    reader.start()
    try:
        started.wait_ready()
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()
        reader.join()
        assert started.process.stdout is not None
        started.process.stdout.close()


def postmaster(data: Path) -> int:
    """The first process of the database in a data folder."""
    return int((data / "database" / "data" / "postmaster.pid").read_text().splitlines()[0])


def alive(pid: int) -> bool:
    """Tell whether a process is there."""
    return Path(f"/proc/{pid}").exists()
