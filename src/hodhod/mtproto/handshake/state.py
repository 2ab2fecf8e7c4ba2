"""One handshake as the server knows it."""

from __future__ import annotations

from enum import Enum, auto
from typing import NoReturn

from hodhod.mtproto.crypto.rsa_pad import RsaForm
from hodhod.mtproto.errors import NOT_FOUND, TransportError
from hodhod.mtproto.handshake.nonces import PassingCipher
from hodhod.mtproto.handshake.steps import Answer, Wait


class Stage(Enum):
    """How far a handshake has come."""

    BEGUN = auto()
    PROVEN = auto()
    DONE = auto()
    FAILED = auto()


class Handshake:
    """What is known of one client.

    Attributes:
        nonce: The client's, 16 bytes.
        server_nonce: Ours, 16 bytes.
        primes: p and q, the smaller one first.
        ends_at: When it is forgotten, Unix time in seconds.
        stage: How far it has come.
        answers: What was answered, by the SHA-256 of the query.
        working_on: SHA-256 of the query whose answer is being computed.
        cipher: From PROVEN to DONE.
        new_nonce: The client's secret, from PROVEN to DONE.
        dc_id: The data centre that the client believes to talk to; 0 if it did not say.
        expires_in: For a temporary key: how long it lives, in seconds.
        form: How the client hid new_nonce.
        secret: Our exponent, from PROVEN to DONE.
        retry_id: What the next set_client_DH_params has to name.
    """

    __slots__ = (
        "answers",
        "cipher",
        "dc_id",
        "ends_at",
        "expires_in",
        "form",
        "new_nonce",
        "nonce",
        "primes",
        "retry_id",
        "secret",
        "server_nonce",
        "stage",
        "working_on",
    )

    def __init__(
        self, nonce: bytes, server_nonce: bytes, primes: tuple[int, int], ends_at: float
    ) -> None:
        self.nonce = nonce
        self.server_nonce = server_nonce
        self.primes = primes
        self.ends_at = ends_at
        self.stage = Stage.BEGUN
        self.answers: dict[bytes, bytes] = {}
        self.working_on: bytes | None = None
        self.cipher: PassingCipher | None = None
        self.new_nonce = b""
        self.expires_in: int | None = None
        self.dc_id = 0
        self.form = RsaForm.OLDER
        self.secret = 0
        self.retry_id = 0

    def end(self, stage: Stage) -> None:
        """Keeps what a repeated query needs, and no secret."""
        self.stage = stage
        self.working_on = None
        self.cipher = None
        self.new_nonce = b""
        self.secret = 0
        if stage is Stage.FAILED:
            self.answers.clear()

    def answer(self, query: bytes, data: bytes) -> Answer:
        """Remembers an answer and gives it."""
        self.answers[query] = data
        self.working_on = None
        return Answer(data)

    def fail(self) -> NoReturn:
        """Ends it for good.

        Raises:
            TransportError: Always.
        """
        self.end(Stage.FAILED)
        raise TransportError(NOT_FOUND)

    def repeated(self, query: bytes) -> Answer | Wait | None:
        """What to do with a query if it is none that begins something new.

        Args:
            query: Its SHA-256.

        Raises:
            TransportError: Nothing new may begin now.
        """
        if self.working_on == query:
            return Wait()
        answer = self.answers.get(query)
        if answer is not None:
            return Answer(answer)
        if self.working_on or self.stage is Stage.FAILED:
            self.fail()
        return None
