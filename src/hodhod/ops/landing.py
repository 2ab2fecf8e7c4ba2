"""The page that a browser sees at /: what this is, in Persian and in English.

It loads nothing from anywhere, so it also opens where there is no other network.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template


def landing_page(*, name: str, address: str, fingerprint: str, pem: str) -> str:
    """Write the page.

    Args:
        name: The server's name.
        address: Where clients connect, HOST:PORT.
        fingerprint: Of the public key, 16 hexadecimal digits.
        pem: The public key.
    """
    template = Template(files("hodhod.ops").joinpath("landing.html").read_text("utf-8"))
    return template.substitute(
        name=escape(name), address=escape(address), fingerprint=escape(fingerprint), pem=escape(pem)
    )
