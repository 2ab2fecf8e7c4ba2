"""Show the server's public key in the form that a client takes.

pem          PKCS#1, as it is compiled into clients
telethon     Python for Telethon
mtcute       TypeScript for mtcute
tdlib        what to replace in TDLib and Telegram's own clients
fingerprint  what people compare
"""

from __future__ import annotations

import argparse

from hodhod.ops import cli, options
from hodhod.ops.key_formats import FORMATS
from hodhod.ops.keys import read_keys
from hodhod.ops.policy import reachable
from hodhod.ops.settings import split_address


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(dest="what", required=True, metavar="show")
    show = commands.add_parser(
        "show",
        help="print the public key",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("--format", choices=sorted(FORMATS), default="pem", help="default: pem")
    show.add_argument(
        "--address", metavar="HOST:PORT", help="the address in the example; default: the settings'"
    )
    options.add_folder(show)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    folder.require()
    settings = options.settings_of(chosen, folder).settings
    listed = settings.server.advertise
    address = chosen.address or (listed[0] if listed else settings.listen.mtproto)
    key = read_keys(folder.keys).rsa.public
    print(FORMATS[chosen.format](key, *reachable(*split_address(address))).rstrip())
    return cli.OK
