"""A client that is not logged in yet: who it is for the server is read anew at every call."""

from __future__ import annotations

import itertools
from typing import Protocol

from hodhod import tl
from hodhod.domain import srp
from hodhod.domain.caller import Caller, DeviceInfo
from hodhod.domain.event import AuthorizationChanged, BoxEvent, Event, Notice
from hodhod.domain.ids import UserId
from hodhod.mtproto.crypto.power import power_modulo
from hodhod.tl import TLFunction, functions, types
from tests.api.world import World

POWER = power_modulo(srp.P)

_keys = itertools.count(1_000_000)
_phones = itertools.count(989350000001)


class Asker(Protocol):
    """Whoever can call the API."""

    async def call(self, request: TLFunction) -> object: ...


class Device:
    """One key of a client, as a gateway knows it.

    Attributes:
        key: The permanent key.
        heard: Updates for this key alone.
        closed: Whether the nodes were told to let it go.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.key = next(_keys)
        self.ip = f"2001:db8::{self.key:x}"
        self.info = DeviceInfo(api_id=4, device_model="Pocket", app_version="1.0", lang_code="en")
        self.heard: list[types.TypeUpdate] = []
        self.closed = False
        world.app.bus.subscribe(self._deliver)

    async def caller(self) -> Caller:
        known = await self.world.app.store.authorizations.get(self.key)
        return Caller(
            auth_key_id=self.key,
            session_id=1,
            layer=tl.NEWEST_LAYER,
            user_id=known.user_id if known else None,
            password_pending=known.pending_user_id if known else None,
            device=self.info,
            ip=self.ip,
        )

    async def introduce(self) -> None:
        """Say initConnection."""
        await self.world.app.store.authorizations.put_client(
            self.key,
            layer=tl.NEWEST_LAYER,
            device=self.info,
            ip=self.ip,
            new_hash=self.key,
            now=self.world.app.now,
        )

    async def call(self, request: TLFunction) -> object:
        asked = tl.decode(tl.encode(request))
        answer = await self.world.dispatcher.call(await self.caller(), asked)
        self.world.dispatcher.encode(answer, request, tl.NEWEST_LAYER)
        return answer

    async def send_code(self, phone: str) -> types.auth.SentCode:
        answer = await self.call(
            functions.auth.SendCode(
                phone_number=phone, api_id=4, api_hash="x", settings=types.CodeSettings()
            )
        )
        assert isinstance(answer, types.auth.SentCode)
        return answer

    async def sign_in(self, phone: str, code_hash: str, code: str) -> types.auth.TypeAuthorization:
        answer = await self.call(
            functions.auth.SignIn(phone_number=phone, phone_code_hash=code_hash, phone_code=code)
        )
        assert isinstance(answer, types.auth.Authorization | types.auth.AuthorizationSignUpRequired)
        return answer

    async def enter(self, phone: str) -> types.auth.TypeAuthorization:
        """Ask for a code and enter it, whichever way it went."""
        sent = await self.send_code(phone)
        entry = await self.world.app.store.sign_in.code(phone)
        assert entry is not None
        return await self.sign_in(phone, sent.phone_code_hash, entry.code)

    async def sign_up(self, phone: str, name: str, *, quiet: bool = False) -> types.User:
        sent = await self.send_code(phone)
        answer = await self.sign_in(phone, sent.phone_code_hash, self.world.codes[-1][-5:])
        assert isinstance(answer, types.auth.AuthorizationSignUpRequired)
        made = await self.call(
            functions.auth.SignUp(
                phone_number=phone,
                phone_code_hash=sent.phone_code_hash,
                first_name=name,
                last_name="",
                no_joined_notifications=quiet,
            )
        )
        assert isinstance(made, types.auth.Authorization)
        assert isinstance(made.user, types.User)
        return made.user

    def _deliver(self, event: Event) -> None:
        match event:
            case AuthorizationChanged() if self.key in event.auth_key_ids:
                self.closed = event.closed
            case Notice() if event.only_auth_key == self.key:
                self.heard.append(event.update)
            case BoxEvent() | _:
                pass


def new_phone() -> str:
    """A number that nobody has."""
    return str(next(_phones))


async def phone_of(world: World, user_id: int) -> str:
    account = await world.app.store.users.get(UserId(user_id))
    assert account is not None
    assert account.phone is not None
    return account.phone


async def set_password(asker: Asker, password: str, before: str = "") -> None:
    """Set or change a two-step password."""
    facts = await password_facts(asker)
    algo = facts.new_algo
    assert isinstance(algo, srp.Algo)
    mine = srp.Algo(salt1=algo.salt1 + bytes(32), salt2=algo.salt2, g=algo.g, p=algo.p)
    settings = types.account.PasswordInputSettings(
        new_algo=mine,
        new_password_hash=srp.make_verifier(password, mine, POWER),
        hint="the usual",
    )
    await update_password(asker, settings, before)


async def remove_password(asker: Asker, password: str) -> None:
    settings = types.account.PasswordInputSettings(
        new_algo=types.PasswordKdfAlgoUnknown(), new_password_hash=b"", hint=""
    )
    await update_password(asker, settings, password)


async def update_password(
    asker: Asker, settings: types.account.PasswordInputSettings, password: str
) -> None:
    proof = await prove(asker, password) if password else types.InputCheckPasswordEmpty()
    assert await asker.call(
        functions.account.UpdatePasswordSettings(password=proof, new_settings=settings)
    )


async def prove(asker: Asker, password: str) -> types.InputCheckPasswordSRP:
    """Answer a new challenge with a password."""
    facts = await password_facts(asker)
    algo = facts.current_algo
    assert isinstance(algo, srp.Algo)
    assert facts.srp_B is not None
    assert facts.srp_id is not None
    a_public, proof = srp.answer(password, algo, facts.srp_B, lambda n: b"\x5a" * n, POWER)
    return types.InputCheckPasswordSRP(srp_id=facts.srp_id, A=a_public, M1=proof)


async def password_facts(asker: Asker) -> types.account.Password:
    answer = await asker.call(functions.account.GetPassword())
    assert isinstance(answer, types.account.Password)
    return answer
