"""Make bots, show and change their tokens. Works beside a running server and without one.

hodhod bots add echo_bot --name Echo          make a bot, print its token
hodhod bots list                              all bots
hodhod bots token echo_bot                    its token
hodhod bots revoke echo_bot                   another token: the old one ends
hodhod bots delete echo_bot                   delete it with its data
hodhod bots set echo_bot --about "I repeat" --inline "Say something" --privacy off
                                              what it says of itself, and how it behaves
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from hodhod.ops import cli, options
from hodhod.ops.bot_changes import BotChanges
from hodhod.ops.bots import (
    add_bot,
    change_bot,
    change_token,
    delete_bot,
    list_bots,
    show_token,
)

ON_OFF = ("on", "off")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(
        dest="what", required=True, metavar="add | list | token | revoke | delete | set"
    )
    add = commands.add_parser("add", help="make a bot, print its token")
    add.add_argument("bot", help="its username, which ends in bot")
    add.add_argument("--name", required=True, help="what it is called")
    add.add_argument("--owner", help="whose it is: a username or an id; without it, the operator's")
    everyone = commands.add_parser("list", help="all bots: id, username, owner's id, name")
    token = commands.add_parser("token", help="print the token of a bot")
    revoke = commands.add_parser("revoke", help="give a bot another token, print it")
    delete = commands.add_parser("delete", help="delete a bot with its data")
    change = commands.add_parser("set", help="change what a bot says of itself, how it behaves")
    change.add_argument("--name", help="what it is called")
    change.add_argument("--about", help="the line on its profile")
    change.add_argument("--description", help="what people see before they write to it")
    change.add_argument("--picture", type=Path, metavar="FILE", help="its picture")
    change.add_argument(
        "--commands", type=Path, metavar="FILE", help='its commands, a line each: "help - what for"'
    )
    change.add_argument(
        "--inline",
        metavar="TEXT",
        help="let it be asked by its name anywhere; what is shown to whoever does; empty: no more",
    )
    change.add_argument(
        "--inline-feedback", type=int, metavar="PERCENT", help="of how many sent results it hears"
    )
    change.add_argument("--privacy", choices=ON_OFF, help="off: it hears all that groups say")
    change.add_argument("--groups", choices=ON_OFF, help="off: it cannot be added to groups")
    for command in (token, revoke, delete, change):
        command.add_argument("bot", help="its username or id")
    for command in (add, everyone, token, revoke, delete, change):
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
        case "set":
            asyncio.run(change_bot(folder, settings, chosen.bot, _changes(chosen)))
            print(f"{chosen.bot} is changed")
        case _:
            asyncio.run(delete_bot(folder, settings, chosen.bot))
            print(f"{chosen.bot} is deleted")
    return cli.OK


def _changes(chosen: argparse.Namespace) -> BotChanges:
    try:
        commands = None if chosen.commands is None else chosen.commands.read_text("utf-8")
        picture = None if chosen.picture is None else chosen.picture.read_bytes()
    except (OSError, UnicodeDecodeError) as error:
        raise cli.CommandError(str(error)) from None
    return BotChanges(
        name=chosen.name,
        about=chosen.about,
        description=chosen.description,
        picture=picture,
        commands=commands,
        inline=chosen.inline,
        inline_feedback=chosen.inline_feedback,
        privacy=None if chosen.privacy is None else chosen.privacy == "on",
        groups=None if chosen.groups is None else chosen.groups == "on",
    )
