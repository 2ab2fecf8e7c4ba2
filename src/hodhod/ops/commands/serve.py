"""Run the server until SIGTERM or Ctrl-C.

Everything it needs is made at the first start: the data folder, the keys, the database. It prints
where it listens and the fingerprint of its key, and a line `ready` when it serves. When it ends it
answers what it is asked until then, and stops everything that it started, the database included.
"""

from __future__ import annotations

import argparse
import asyncio
import resource

import uvloop

from hodhod import __version__
from hodhod.ops import cli, logs, options
from hodhod.ops.policy import ANYWHERE
from hodhod.ops.serve import Serving, serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--listen", metavar="HOST:PORT", help="where clients connect (default: 0.0.0.0:4430)"
    )
    parser.add_argument(
        "--http", metavar="HOST:PORT", help="where browsers connect (default: 0.0.0.0:8080)"
    )
    parser.add_argument(
        "--workers", metavar="N", help="processes that serve clients (default: one a core)"
    )
    options.add_folder(parser)
    parser.epilog = (
        "Port 0 picks a free port and prints it. All settings: `hodhod config defaults`."
    )


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    given = {
        "listen.mtproto": chosen.listen,
        "listen.http": chosen.http,
        "gateway.workers": chosen.workers,
    }
    folder = options.folder_of(chosen)
    named = {path: text for path, text in given.items() if text is not None}
    settings = options.settings_of(chosen, folder, named).settings
    logs.set_up(settings.log.level, settings.log.form)
    raise_file_limit()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        try:
            runner.run(serve(folder, settings, ready=welcome, show=cli.say))
        except asyncio.CancelledError:
            return cli.INTERRUPTED
    return cli.OK


def raise_file_limit() -> None:
    """Let this process have as many open files as the system allows: a connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def welcome(serving: Serving) -> None:
    """Print where the server is and how to sign in."""
    data = serving.folder.path
    endpoint = serving.policy.endpoints[0]
    told = _address((endpoint.host, endpoint.port))
    lines = [
        f"Hodhod {__version__}",
        f"  MTProto      {_address(serving.mtproto)}",
        f"  HTTP         {_address(serving.http)}   {serving.policy.public_url}  WebSocket: /apiws",
        f"  workers      {serving.workers}",
        f"  data         {data}",
        f"  public key   {serving.folder.public_key}",
        f"  fingerprint  {serving.key.fingerprint_hex}",
        _browser_line(serving),
        "Connect another client:",
        f"  hodhod key show --data {data} --format telethon --address {told}",
        "Sign in with any number; without a provider of SMS the code is printed here, and by:",
        f"  hodhod user code --data {data} +98…",
        "ready",
    ]
    if serving.mtproto[0] in ANYWHERE:
        lines[1] += f"   clients are told {told}"
    for line in lines:
        cli.say(line)


def _browser_line(serving: Serving) -> str:
    if serving.web_client:
        return f"Open {serving.policy.public_url} in a browser."
    return (
        "There is no web client: it was not built. `make web` builds it and says what is missing."
    )


def _address(address: tuple[str, int]) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
