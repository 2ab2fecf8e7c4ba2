"""The web client in a real browser against a real server: the specs are in web/e2e."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.e2e.conftest import MANY_SIGN_INS
from tests.e2e.server import Server
from tools import web

ROOT = Path(__file__).resolve().parents[2]
SPECS = sorted(path.name for path in (ROOT / "web" / "e2e").glob("*.e2e.ts"))

BOT_NAME = "helper_of_specs_bot"

PHONES = 100
"""A spec has so many numbers of its own."""

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def mail_port() -> int:
    """Where the server delivers mail to; a spec that reads mail listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(mail_port: int) -> Iterator[Server]:
    web.build()
    with TemporaryDirectory(prefix="hodhod-web-") as name:
        folder = Path(name)
        settings = {
            **MANY_SIGN_INS,
            "HODHOD_ACCOUNTS_TEST_NUMBERS": "true",
            "HODHOD_MAIL_HOST": "127.0.0.1",
            "HODHOD_MAIL_PORT": str(mail_port),
            "HODHOD_MAIL_SECURITY": "none",
            "HODHOD_MAIL_SENDER": "hodhod@mail.example",
        }
        server = Server(folder / "data", folder / "server.log", settings).start()
        try:
            yield server
            server.stop()
            server.check_log()
        finally:
            if server.alive():
                server.kill()


def run(script: str, *arguments: str, env: dict[str, str]) -> None:
    """Run a script of web/package.json; what it printed is told if it fails."""
    command = [sys.executable, "-m", "tools.web", "run", script, "--", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_units() -> None:
    run("test", env={"NO_COLOR": "1"})


@pytest.fixture(scope="module")
def bot_token(server: Server) -> str:
    """The token of a bot that a spec speaks for; it is asked by its name as well."""
    data = ("--data", str(server.data))
    token = asyncio.run(server.say("bots", "add", *data, BOT_NAME, "--name", "Helper"))
    asyncio.run(server.say("bots", "set", *data, BOT_NAME, "--inline", "کتابی بجویید"))
    return token


@pytest.mark.parametrize("spec", SPECS)
def test_in_a_browser(server: Server, bot_token: str, mail_port: int, spec: str) -> None:
    first = str(SPECS.index(spec) * PHONES)
    env = {
        "NO_COLOR": "1",
        "HODHOD": f"http://{server.http}",
        "FIRST_PHONE": first,
        "MAIL_PORT": str(mail_port),
        "BOT_NAME": BOT_NAME,
        "BOT_TOKEN": bot_token,
    }
    run("e2e", spec, env=env)
    server.check_log()
