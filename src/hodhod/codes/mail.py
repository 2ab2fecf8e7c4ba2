"""Codes by e-mail, over the operator's SMTP server.

`smtplib` waits, so it runs in a thread. What the server says in refusal is logged without the
address, the code and the password.

Source: https://www.rfc-editor.org/rfc/rfc5321
"""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from typing import Protocol

TIMEOUT_S = 20.0
"""How long the server may take for one step."""

log = logging.getLogger(__name__)


class MailError(Exception):
    """An e-mail that did not go out. The text holds neither its address nor its words."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The operator's SMTP server.

    Attributes:
        host: Its name; empty means that no e-mail is sent.
        port: TCP port.
        security: "starttls", "tls" or "none".
        user: Name to log in with, or empty.
        password: Its password.
        sender: Whom e-mails come from.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""
    sender: str = ""


class Mail(Protocol):
    """Whatever takes e-mails to people."""

    @property
    def works(self) -> bool:
        """Whether e-mails can be sent at all."""

    async def send(self, to: str, subject: str, text: str) -> None:
        """Send a text to an address that was checked.

        Raises:
            MailError: It was not taken.
        """


class NoMail:
    """No server is configured: nothing is sent."""

    works = False

    async def send(self, to: str, subject: str, text: str) -> None:  # noqa: ARG002
        """Refuse.

        Raises:
            MailError: Always.
        """
        raise MailError("no SMTP server is configured")


NO_MAIL = NoMail()


class SmtpMail:
    """E-mails over one SMTP server, a connection each: they are few."""

    works = True

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings

    async def send(self, to: str, subject: str, text: str) -> None:
        """Send a text to an address that was checked.

        Raises:
            MailError: The server did not take it.
        """
        message = EmailMessage()
        message["From"] = self._settings.sender
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._settings.sender.rpartition("@")[2] or None)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        try:
            await asyncio.to_thread(self._deliver, to, message.as_bytes(policy=SMTP))
        except (OSError, smtplib.SMTPException) as error:
            log.warning("an e-mail did not go out: %s", type(error).__name__)
            raise MailError(type(error).__name__) from error

    def _deliver(self, to: str, data: bytes) -> None:
        settings = self._settings
        secure = ssl.create_default_context()
        if settings.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=TIMEOUT_S, context=secure
            )
        else:
            connection = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT_S)
        with connection:
            if settings.security == "starttls":
                connection.starttls(context=secure)
            if settings.user:
                connection.login(settings.user, settings.password)
            connection.sendmail(settings.sender, [to], data)


def open_mail(settings: MailSettings) -> Mail:
    """Return what sends e-mails as the operator set it."""
    return SmtpMail(settings) if settings.host else NO_MAIL
