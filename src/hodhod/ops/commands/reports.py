"""List what people reported, and put it aside. Works beside a running server and without one.

hodhod reports list          reports that nobody has looked after yet
hodhod reports list --all    those that were closed as well
hodhod reports close 17      be done with one
"""

from __future__ import annotations

import argparse
import asyncio

from hodhod.ops import cli, options
from hodhod.ops.reports import close, show_all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(dest="what", required=True, metavar="list | close")
    listing = commands.add_parser("list", help="reports, oldest first")
    listing.add_argument("--all", action="store_true", help="the closed ones as well")
    closing = commands.add_parser("close", help="be done with a report")
    closing.add_argument("report", type=int, help="its number")
    for command in (listing, closing):
        options.add_folder(command)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    folder.require()
    settings = options.settings_of(chosen, folder).settings
    if chosen.what == "list":
        asyncio.run(show_all(folder, settings, print, closed=chosen.all))
    else:
        asyncio.run(close(folder, settings, chosen.report))
        print(f"report {chosen.report} is closed")
    return cli.OK
