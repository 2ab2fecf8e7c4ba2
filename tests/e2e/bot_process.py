"""A bot in a process of its own, with the library that it is written with."""

import hashlib
import os
import socket
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.lock import one_at_a_time
from tests.e2e.mtcute_client import install, node
from tests.e2e.server import Server

BOTS = Path(__file__).parent / "bots"
CACHE = Path(__file__).parent / ".cache"


def python_with(requirements: Path) -> Path:
    """The interpreter of an environment with these libraries, made once for each list of them."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    folder = CACHE / f"bots-{digest}"
    python = folder / "bin" / "python"
    with one_at_a_time(CACHE / "bots.lock"):
        if not (folder / "ready").exists():
            venv.create(folder, with_pip=True, clear=True)
            pip = (str(python), "-m", "pip", "--quiet", "--disable-pip-version-check")
            needed = ("install", "--require-hashes", "-r", str(requirements))
            subprocess.run([*pip, *needed], check=True)
            (folder / "ready").touch()
    return python


def free_port() -> int:
    """A port of this machine's that nobody has just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@contextmanager
def running(program: str, server: Server, token: str, log: Path, **more: str) -> Iterator[None]:
    """Run a bot beside the body; what it said is told if the body fails.

    Args:
        program: Its file.
        server: Which it asks.
        token: Whom it speaks for.
        log: Where what it says is kept.
        more: What else stands in its environment.
    """
    script = BOTS / program
    if script.suffix == ".mjs":
        install(script.parent)
        command = [node(), str(script)]
    else:
        command = [str(python_with(BOTS / "libraries.txt")), str(script)]
    env = os.environ | {"SERVER": f"http://{server.http}", "TOKEN": token} | more
    with log.open("w") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield
        except BaseException:
            print(log.read_text(), file=sys.stderr)  # noqa: T201 - pytest shows it
            raise
        finally:
            process.kill()
            process.wait()
