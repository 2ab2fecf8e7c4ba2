"""E-mails over SMTP, to a server of the test's own that keeps what it is given."""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from hodhod.codes.mail import MailError, MailSettings, open_mail


@dataclass
class Sink:
    """An SMTP server that takes one e-mail a connection, or refuses receivers."""

    refuse: bool = False
    port: int = 0
    receivers: list[str] = field(default_factory=list)
    taken: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink\r\n")
        while line := (await reader.readline()).decode().strip():
            verb = line.upper()
            if verb.startswith("RCPT"):
                self.receivers.append(line)
                answer = b"550 no such box" if self.refuse else b"250 ok"
            elif verb == "DATA":
                writer.write(b"354 go on\r\n")
                self.taken.append(await reader.readuntil(b"\r\n.\r\n"))
                answer = b"250 ok"
            elif verb == "QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                answer = b"250 ok"
            writer.write(answer + b"\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def open_sink(*, refuse: bool = False) -> AsyncIterator[Sink]:
    sink = Sink(refuse=refuse)
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
    async with server:
        sink.port = server.sockets[0].getsockname()[1]
        yield sink


def settings(port: int) -> MailSettings:
    return MailSettings(host="127.0.0.1", port=port, security="none", sender="hodhod@town.example")


async def test_an_e_mail_arrives_as_it_was_written() -> None:
    async with open_sink() as sink:
        mail = open_mail(settings(sink.port))
        assert mail.works
        await mail.send("sara@example.org", "بازیابی رمز", "کد شما: 123456\n")
    (data,) = sink.taken
    assert sink.receivers == ["rcpt TO:<sara@example.org>"]
    message = email.message_from_bytes(data.removesuffix(b".\r\n"), policy=email.policy.default)
    assert message["Subject"] == "بازیابی رمز"
    assert (message["To"], message["From"]) == ("sara@example.org", "hodhod@town.example")
    assert message.get_content().strip() == "کد شما: 123456"


async def test_a_refusal_names_neither_address_nor_words() -> None:
    async with open_sink(refuse=True) as sink:
        with pytest.raises(MailError) as refused:
            await open_mail(settings(sink.port)).send("sara@example.org", "code", "123456")
    assert "sara" not in str(refused.value)
    assert "123456" not in str(refused.value)
    assert sink.taken == []


async def test_a_server_that_is_not_there_is_an_error() -> None:
    async with open_sink() as sink:
        port = sink.port
    with pytest.raises(MailError):
        await open_mail(settings(port)).send("sara@example.org", "code", "123456")


async def test_without_a_server_nothing_is_sent() -> None:
    mail = open_mail(MailSettings())
    assert not mail.works
    with pytest.raises(MailError):
        await mail.send("sara@example.org", "code", "123456")
