"""What every use-case is given: the ports and values that ops wired together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from hodhod.actions.bots.questions import Questions
from hodhod.actions.media.web_files import WebFiles
from hodhod.blobs import Blobs
from hodhod.bus import Bus
from hodhod.codes import Codes
from hodhod.codes.mail import NO_MAIL, Mail
from hodhod.domain.acquainted import Acquainted
from hodhod.domain.line import Line
from hodhod.domain.policy import Policy
from hodhod.domain.seen_posts import SeenPosts
from hodhod.previews import Previews
from hodhod.store import Store


class Observer(Protocol):
    """Where use-cases and handlers report what happened; metrics in production."""

    def unsupported(self, method: str) -> None:
        """A valid method was asked for that this server does not have."""

    def answered(self, method: str, outcome: str, seconds: float) -> None:
        """A method was answered: outcome is "ok", an error's name, or "INTERNAL"."""


@dataclass(frozen=True, slots=True)
class App:
    """The product's working parts.

    Attributes:
        store: The database.
        bus: Events between nodes.
        blobs: Files.
        previews: What reads the pages that links lead to.
        codes: The chain of providers that carries login codes.
        policy: The operator's choices.
        secret: 32 bytes that access hashes and login tokens are keyed with.
        clock: Unix time in seconds.
        entropy: Cryptographically strong random bytes.
        observer: Where answers are counted.
        power: base^exponent modulo the group's prime, in constant time; milliseconds, so not on
            the event loop.
        mail: What takes e-mails to people.
        seen_posts: Views that are counted and not written yet.
        acquainted: Who is known to have a chat with whom.
        web_files: Files that are elsewhere and were read lately.
        questions: What was asked of bots, for whose answers somebody waits on this node.
        line: Who waits to sign in or up.
    """

    store: Store
    bus: Bus
    blobs: Blobs
    previews: Previews
    codes: Codes
    policy: Policy
    secret: bytes
    clock: Callable[[], float]
    entropy: Callable[[int], bytes]
    observer: Observer
    power: Callable[[int, int], int]
    mail: Mail = NO_MAIL
    seen_posts: SeenPosts = field(default_factory=SeenPosts)
    acquainted: Acquainted = field(default_factory=Acquainted)
    web_files: WebFiles = field(default_factory=WebFiles)
    questions: Questions = field(default_factory=Questions)
    line: Line = field(default_factory=Line)

    @property
    def now(self) -> int:
        """Unix time in whole seconds, as the API writes dates."""
        return int(self.clock())
