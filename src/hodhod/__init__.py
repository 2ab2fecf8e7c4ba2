"""Hodhod: a messenger server that speaks MTProto 2.0 with the Telegram API."""

__version__ = "0.1.0"
