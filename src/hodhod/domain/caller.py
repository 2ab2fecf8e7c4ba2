"""Who is calling: the facts about a session that every handler and action may rely on."""

from __future__ import annotations

from dataclasses import dataclass, field

from hodhod.domain.errors import unauthorized
from hodhod.domain.ids import BoxId, PeerId, UserId


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What a client said of itself in initConnection."""

    api_id: int = 0
    device_model: str = ""
    system_version: str = ""
    app_version: str = ""
    system_lang_code: str = ""
    lang_pack: str = ""
    lang_code: str = ""


UNKNOWN_DEVICE = DeviceInfo()


@dataclass(frozen=True, slots=True)
class Caller:
    """One request's caller.

    Attributes:
        auth_key_id: The permanent key's id; for a bound temporary key the key it stands for.
        session_id: The MTProto session, chosen by the client.
        layer: The layer the client announced; answers are written in it.
        user_id: The account that the key is authorised for, or None before login.
        is_bot: Whether the account is a bot.
        ip: The address the client connects from, as text.
        device: What the client said of itself.
        password_pending: The account that gave its code and still owes its two-step password.
        temp_auth_key_id: The temporary key the request came under, 0 if none.
        dc_id: The data centre the client believes it is on, from its key exchange: files and
            help.getConfig name that one, or clients go looking for another.
        msg_id: The request's own msg_id (auth.bindTempAuthKey is checked against it).
        takeout_id: The export of data that the request is part of, or None.
    """

    auth_key_id: int
    session_id: int
    layer: int
    user_id: UserId | None = None
    is_bot: bool = False
    ip: str = ""
    device: DeviceInfo = field(default=UNKNOWN_DEVICE)
    password_pending: UserId | None = None
    temp_auth_key_id: int = 0
    dc_id: int = 2
    msg_id: int = 0
    takeout_id: int | None = None

    @property
    def me(self) -> UserId:
        """The caller's account.

        Raises:
            RpcError: 401 AUTH_KEY_UNREGISTERED when nobody is logged in.
        """
        if self.user_id is None:
            raise unauthorized("AUTH_KEY_UNREGISTERED")
        return self.user_id

    @property
    def box(self) -> BoxId:
        """The caller's own message box."""
        return BoxId(self.me)

    @property
    def own_peer(self) -> PeerId:
        """The caller as a peer: the chat that clients call Saved Messages."""
        return PeerId(self.me)

    @property
    def session(self) -> tuple[int, int]:
        """The pair that names this session: (auth_key_id, session_id)."""
        return (self.auth_key_id, self.session_id)
