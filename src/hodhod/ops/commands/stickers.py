"""Choose the sticker sets that everybody is shown. Works beside a running server and without one.

hodhod stickers list              sets on display
hodhod stickers feature NAME      show a set, by its short name, before the others
hodhod stickers unfeature NAME    show it no more
"""

from __future__ import annotations

import argparse
import asyncio

from hodhod.ops import cli, options
from hodhod.ops.stickers import feature, show_featured, unfeature


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(
        dest="what", required=True, metavar="list | feature | unfeature"
    )
    listing = commands.add_parser("list", help="sets on display, the newest first")
    showing = commands.add_parser("feature", help="show a set to everybody")
    hiding = commands.add_parser("unfeature", help="show a set no more")
    for command in (showing, hiding):
        command.add_argument("name", help="the short name of the set, as in its link")
    for command in (listing, showing, hiding):
        options.add_folder(command)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    folder.require()
    settings = options.settings_of(chosen, folder).settings
    match chosen.what:
        case "list":
            asyncio.run(show_featured(folder, settings, print))
        case "feature":
            asyncio.run(feature(folder, settings, chosen.name))
            print(f"{chosen.name} is shown to everybody")
        case _:
            asyncio.run(unfeature(folder, settings, chosen.name))
            print(f"{chosen.name} is not shown any more")
    return cli.OK
