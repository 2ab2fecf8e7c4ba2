"""Keys in memory, and who is behind them.

    Key (temporary) ──┐
    Key (temporary) ──┼──► Identity: the permanent key, the account, the layer
    Key (permanent) ──┘
       │
       └──► its sessions

What is here is a copy: an event over the bus makes it stale, and the next message of the key has it
read again. When the store does not answer, nobody is told that a key is unknown.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from hodhod import tl
from hodhod.domain.authorization import Authorization
from hodhod.domain.caller import UNKNOWN_DEVICE, DeviceInfo
from hodhod.domain.ids import UserId
from hodhod.gateway.ports import AuthKeys, Authorizations
from hodhod.mtproto.auth_key import AuthKey
from hodhod.mtproto.salts import Salts
from hodhod.store.auth_keys import AuthKeyRecord

if TYPE_CHECKING:
    from hodhod.gateway.live import LiveSession

DEFAULT_DC = 2
"""For clients that do not say which data centre they believe to be on."""


SHARED_DEVICES: Final = 4096
"""Descriptions of devices kept once for all who have the same."""


@lru_cache(maxsize=SHARED_DEVICES)
def _shared(device: DeviceInfo) -> DeviceInfo:
    return device


class Login(msgspec.Struct, frozen=True, gc=False):
    """What requests need to know of an Authorization, whose rest would fill memory for nothing.

    Attributes:
        user_id: The account, or None before login.
        pending_user_id: The account whose password is owed, or None.
        is_bot: Whether the account is a bot.
        layer: The layer that its client announced last, 0 if never.
    """

    user_id: UserId | None
    pending_user_id: UserId | None
    is_bot: bool
    layer: int


NOBODY: Final = Login(None, None, is_bot=False, layer=0)


class Identity:
    """A permanent key's client.

    Attributes:
        auth_key_id: The permanent key.
        keys: The keys in memory that stand for it, itself included.
        login: Who is logged in, as far as it is known.
        known: Whether that is still so.
        layer: The layer that answers are written in.
        device: What the client said of itself.
    """

    __slots__ = ("_version", "auth_key_id", "device", "keys", "known", "layer", "login")

    def __init__(self, auth_key_id: int) -> None:
        self.auth_key_id = auth_key_id
        # Tuples, here and in Key: most have one entry, for which a set or dict takes 200 bytes.
        self.keys: tuple[Key, ...] = ()
        self.login = NOBODY
        self.known = False
        self.layer = 0
        self.device: DeviceInfo = UNKNOWN_DEVICE
        self._version = 0

    def changed(self) -> None:
        """Have it read again: somebody logged in or out."""
        self.known = False
        self._version += 1

    async def read(self, authorizations: Authorizations) -> Login:
        """Return who is logged in.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        while not self.known:
            version = self._version
            found = await authorizations.get(self.auth_key_id)
            if version == self._version:
                self._take(found)
        return self.login

    @property
    def is_stranger(self) -> bool:
        """Whether it is known that nobody is logged in."""
        return self.known and self.login.user_id is None

    def is_nobody(self) -> None:
        """The key has just been made: nobody can be logged in."""
        self._take(None)

    def announced(self, layer: int, device: DeviceInfo) -> None:
        """The client has said what it is, and that is written down."""
        login = self.login
        self.login = Login(login.user_id, login.pending_user_id, login.is_bot, layer)
        self.device = _shared(device)

    def _take(self, found: Authorization | None) -> None:
        self.known = True
        if found is None:
            self.login = NOBODY
            return
        self.login = Login(found.user_id, found.pending_user_id, found.is_bot, found.layer)
        self.device = _shared(found.device)
        if found.layer and not self.layer:
            self.layer = tl.known_layer(found.layer)

    def sessions(self) -> list[LiveSession]:
        """Return the sessions of all its keys."""
        return [live for key in self.keys for live in key.sessions]


class Key:
    """A key of a client.

    Attributes:
        auth_key: The key itself.
        salts: Its salts.
        dc_id: The data centre that the client believes to be on.
        expires_at: Unix time at which a temporary key ends, None for a permanent one.
        identity: Whom it stands for; None for a temporary key that is not bound.
        sessions: Its sessions, oldest first.
        fresh: Whether what is known of it can be relied on.
    """

    __slots__ = ("auth_key", "dc_id", "expires_at", "fresh", "identity", "salts", "sessions")

    def __init__(self, record: AuthKeyRecord) -> None:
        self.auth_key = AuthKey(record.value)
        self.salts = Salts(self.auth_key.value, record.first_salt, record.made_at)
        self.dc_id = record.dc_id or DEFAULT_DC
        self.expires_at = record.expires_at
        self.identity: Identity | None = None
        self.sessions: tuple[LiveSession, ...] = ()
        self.fresh = True

    @property
    def id(self) -> int:
        """Its auth_key_id, signed."""
        return self.auth_key.id

    def session(self, session_id: int) -> LiveSession | None:
        """Return a session."""
        for live in self.sessions:
            if live.core.session_id == session_id:
                return live
        return None

    @property
    def is_temporary(self) -> bool:
        """Whether it ends."""
        return self.expires_at is not None

    def is_over(self, now: float) -> bool:
        """Tell whether it was a temporary key and its time has passed."""
        return self.expires_at is not None and now >= self.expires_at


class KeyRing:
    """The keys in memory.

    Args:
        store: Where all of them are.
        capacity: How many are kept that have no session.
    """

    __slots__ = ("_capacity", "_identities", "_keys", "_store")

    def __init__(self, store: AuthKeys, capacity: int) -> None:
        self._store = store
        self._capacity = capacity
        self._keys: dict[int, Key] = {}
        self._identities: dict[int, Identity] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def find(self, auth_key_id: int) -> Key | None:
        """Return a key if it is in memory and can be relied on."""
        key = self._keys.get(auth_key_id)
        return key if key is not None and key.fresh else None

    async def load(self, auth_key_id: int) -> Key | None:
        """Return a key, from the store if need be; None if there is no such key.

        Raises:
            StoreUnavailable: The database does not answer.
        """
        record = await self._store.get(auth_key_id)
        key = self._keys.get(auth_key_id)
        if record is None:
            if key is not None:
                self.drop(key)
            return None
        if key is None:
            key = Key(record)
            # Its own number, not an equal one: there would be two in memory.
            self._keys[key.id] = key
            self._evict()
        key.expires_at = record.expires_at
        key.fresh = True
        stands_for = record.perm_key_id if key.is_temporary else key.id
        if stands_for is not None:
            self.identify(key, stands_for)
        return key

    def add(self, record: AuthKeyRecord) -> None:
        """Take in a key that has just been made and stored."""
        key = Key(record)
        self._keys[key.id] = key
        self._evict()
        if not key.is_temporary:
            self.identify(key, key.id)
            if key.identity is not None:
                key.identity.is_nobody()

    def identify(self, key: Key, perm_key_id: int) -> None:
        """Let a key stand for a permanent one."""
        if key.identity is not None and key.identity.auth_key_id == perm_key_id:
            return
        self._leave(key)
        identity = self._identities.get(perm_key_id)
        if identity is None:
            identity = self._identities[perm_key_id] = Identity(perm_key_id)
        identity.keys += (key,)
        key.identity = identity

    def identity(self, perm_key_id: int) -> Identity | None:
        """Return the client of a permanent key if one of its keys is in memory."""
        return self._identities.get(perm_key_id)

    def stale(self, auth_key_id: int) -> None:
        """Have a key, and those that stand for it, read again."""
        key = self._keys.get(auth_key_id)
        if key is not None:
            key.fresh = False
        identity = self._identities.get(auth_key_id)
        if identity is not None:
            for one in identity.keys:
                one.fresh = False

    def drop(self, key: Key) -> None:
        """Forget a key; whoever still holds it has to ask again."""
        key.fresh = False
        self._keys.pop(key.id, None)
        self._leave(key)

    def all(self) -> list[Key]:
        """Return every key in memory."""
        return list(self._keys.values())

    def _leave(self, key: Key) -> None:
        identity = key.identity
        if identity is not None:
            key.identity = None
            identity.keys = tuple(one for one in identity.keys if one is not key)
            if not identity.keys:
                self._identities.pop(identity.auth_key_id, None)

    def _evict(self) -> None:
        """Make room: look at the oldest, let go those without sessions, keep the others."""
        looks = 8
        while len(self._keys) > self._capacity and looks:
            looks -= 1
            auth_key_id = next(iter(self._keys))
            oldest = self._keys[auth_key_id]
            if oldest.sessions:
                del self._keys[auth_key_id]
                self._keys[auth_key_id] = oldest
            else:
                self.drop(oldest)
