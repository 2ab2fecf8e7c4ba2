"""Make bots, show and change their tokens. Works beside a running server and without one.

hodhod bots add echo_bot --name Echo          make a bot, print its token
hodhod bots list                              all bots
hodhod bots token echo_bot                    its token
hodhod bots revoke echo_bot                   another token: the old one ends
hodhod bots delete echo_bot                   delete it with its data
"""

from __future__ import annotations

import argparse
import asyncio

from hodhod.ops import cli, options
from hodhod.ops.bots import add_bot, change_token, delete_bot, list_bots, show_token


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(
        dest="what", required=True, metavar="add | list | token | revoke | delete"
    )
    add = commands.add_parser("add", help="make a bot, print its token")
    add.add_argument("bot", help="its username, which ends in bot")
    add.add_argument("--name", required=True, help="what it is called")
    add.add_argument("--owner", help="whose it is: a username or an id; without it, the operator's")
    everyone = commands.add_parser("list", help="all bots: id, username, owner's id, name")
    token = commands.add_parser("token", help="print the token of a bot")
    revoke = commands.add_parser("revoke", help="give a bot another token, print it")
    delete = commands.add_parser("delete", help="delete a bot with its data")
    for command in (token, revoke, delete):
        command.add_argument("bot", help="its username or id")
    for command in (add, everyone, token, revoke, delete):
        options.add_folder(command)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    folder.require()
    settings = options.settings_of(chosen, folder).settings
    match chosen.what:
        case "add":
            made = add_bot(folder, settings, chosen.bot, name=chosen.name, owner=chosen.owner)
            print(asyncio.run(made))
        case "list":
            asyncio.run(list_bots(folder, settings, print))
        case "token":
            print(asyncio.run(show_token(folder, settings, chosen.bot)))
        case "revoke":
            print(asyncio.run(change_token(folder, settings, chosen.bot)))
        case _:
            asyncio.run(delete_bot(folder, settings, chosen.bot))
            print(f"{chosen.bot} is deleted")
    return cli.OK
