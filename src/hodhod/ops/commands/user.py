"""Add and list people, hand over login codes. Works beside a running server and without one.

hodhod user add +989121234567 --name Sara     make an account: no SMS is needed for that
hodhod user list                              all accounts
hodhod user code +989121234567                the login code that the number waits for
"""

from __future__ import annotations

import argparse
import asyncio

from hodhod.ops import cli, options
from hodhod.ops.people import add_user, list_users, pending_code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(dest="what", required=True, metavar="add | list | code")
    add = commands.add_parser("add", help="make an account")
    add.add_argument("phone", help="+98…, in any digits")
    add.add_argument("--name", required=True, help="first name")
    add.add_argument("--last-name", default="", help="last name")
    add.add_argument("--lang", default="", help="language of service messages, two letters")
    everyone = commands.add_parser("list", help="all accounts: id, phone, username, name")
    code = commands.add_parser("code", help="the login code that a number waits for")
    code.add_argument("phone", help="+98…, in any digits")
    for command in (add, everyone, code):
        options.add_folder(command)


def run(chosen: argparse.Namespace) -> int:
    """Do it."""
    folder = options.folder_of(chosen)
    folder.require()
    settings = options.settings_of(chosen, folder).settings
    match chosen.what:
        case "add":
            user_id = asyncio.run(
                add_user(
                    folder,
                    settings,
                    chosen.phone,
                    first_name=chosen.name,
                    last_name=chosen.last_name,
                    lang=chosen.lang,
                )
            )
            print(f"account {user_id} is made; sign in with {chosen.phone}")
        case "list":
            asyncio.run(list_users(folder, settings, print))
        case _:
            print(asyncio.run(pending_code(folder, settings, chosen.phone)))
    return cli.OK
