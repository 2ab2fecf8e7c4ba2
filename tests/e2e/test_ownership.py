"""Giving a supergroup or channel to somebody else: by the password, or by leaving it.

Source: https://core.telegram.org/api/channel#transferring-ownership
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telethon import errors
from telethon.password import compute_check
from telethon.tl import types
from telethon.tl.functions import account, channels, messages

from tests.e2e.company import Company, company_in
from tests.e2e.conftest import serving
from tests.e2e.stage import CLOCK, Stage, told
from tests.e2e.telethon_client import TelethonUser, client_at, sign_in, until_connected
from tests.e2e.town import Libraries, Town

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOUR_S, DAY_S = 3_600, 86_400
WEEK_S = 7 * DAY_S
PASSWORD = "هدهد و سلیمان"

Owners = tuple[Company, Stage]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def owners(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Owners]:
    """People on a stage that stays for all tests."""
    folder = tmp_path_factory.mktemp("owners")
    clock = folder / "clock"
    clock.write_bytes(told(0))
    with serving("tests.e2e.stage", **{CLOCK: str(clock)}) as server:
        town = Town(server, Libraries(folder), folder)
        yield await company_in(town), Stage(server, clock)
        await town.close()
        server.stop()
        server.check_log()


async def later(owners: Owners, seconds: int, *more: TelethonUser) -> None:
    company, stage = owners
    stage.wait(seconds)
    for user in (*company.everybody(), *more):
        await until_connected(user.client)


async def give(by: TelethonUser, room: int, whom: TelethonUser, password: str = "") -> None:
    """Gives a room away; without a password as clients ask whether that would be possible."""
    proof: object = types.InputCheckPasswordEmpty()
    if password:
        proof = compute_check(await by.client(account.GetPasswordRequest()), password)
    await by.client(messages.EditChatCreatorRequest(room, whom.id, proof))


async def standing(viewer: TelethonUser, room: int, whom: TelethonUser) -> object:
    answer = await viewer.client(channels.GetParticipantRequest(room, whom.id))
    return answer.participant


async def test_a_room_is_given_away_by_an_old_password_and_login(owners: Owners) -> None:
    company, _ = owners
    owner, friend, third = company.everybody()
    group = await company.room("Given group", friend)
    news = await company.room("Given channel", friend, broadcast=True)
    with pytest.raises(errors.PasswordMissingError):
        await give(owner, group, friend)
    await owner.client.edit_2fa(new_password=PASSWORD)
    with pytest.raises(errors.PasswordTooFreshError) as refused:
        await give(owner, group, friend, PASSWORD)
    assert 6 * DAY_S < refused.value.seconds <= WEEK_S
    await later(owners, WEEK_S - HOUR_S)
    with pytest.raises(errors.PasswordTooFreshError) as refused:
        await give(owner, group, friend, PASSWORD)
    assert 0 < refused.value.seconds <= HOUR_S
    await later(owners, 2 * HOUR_S)

    client = client_at(company.town.server.mtproto)
    company.town.closing.append(client.disconnect)
    tablet = await sign_in(client, owner.phone, owner.heard_code, password=PASSWORD)
    await tablet.client.get_dialogs()
    with pytest.raises(errors.SessionTooFreshError) as refused:
        await give(tablet, group, friend, PASSWORD)
    assert 0 < refused.value.seconds <= DAY_S
    # To ask without the password is how clients learn that it may be done.
    for password in ("", "wrong"):
        with pytest.raises(errors.PasswordHashInvalidError):
            await give(owner, group, friend, password)
    with pytest.raises(errors.ChatAdminRequiredError):
        await give(friend, group, friend, "")
    with pytest.raises(errors.RPCError, match="modified"):
        await give(owner, group, owner, PASSWORD)
    with pytest.raises(errors.UserNotParticipantError):
        await give(owner, group, third, PASSWORD)
    assert isinstance(await standing(friend, group, owner), types.ChannelParticipantCreator)

    await give(owner, group, friend, PASSWORD)
    await later(owners, DAY_S, tablet)
    await give(tablet, news, friend, PASSWORD)
    for room in (group, news):
        await check_given(room, owner, friend)
        assert not (await tablet.client.get_entity(room)).creator
    # The former owner is an admin like others: the new one takes that away.
    await friend.client.edit_admin(group, owner.id, is_admin=False)
    assert isinstance(await standing(friend, group, owner), types.ChannelParticipant)
    await friend.client(channels.DeleteChannelRequest(news))
    with pytest.raises(errors.ChannelPrivateError):
        await owner.client(channels.GetFullChannelRequest(news))
    await tablet.log_out()


async def check_given(room: int, owner: TelethonUser, friend: TelethonUser) -> None:
    """A room that was the one's is the other's, and the former owner an admin with all rights."""
    assert isinstance(await standing(owner, room, friend), types.ChannelParticipantCreator)
    former = await standing(friend, room, owner)
    assert isinstance(former, types.ChannelParticipantAdmin)
    assert (former.promoted_by, former.admin_rights.add_admins) == (friend.id, True)
    assert (await friend.client.get_entity(room)).creator
    assert not (await owner.client.get_entity(room)).creator
    with pytest.raises(errors.ChatAdminRequiredError):
        await give(owner, room, friend, PASSWORD)
    with pytest.raises(errors.RPCError):
        await owner.client(channels.DeleteChannelRequest(room))
    (deed,) = await friend.client.get_admin_log(room, promote=True, demote=True, limit=1)
    assert deed.user_id == owner.id
    assert isinstance(deed.action.new_participant, types.ChannelParticipantCreator)


async def test_what_its_owner_leaves_goes_to_the_next_after_a_week(owners: Owners) -> None:
    company, _ = owners
    owner, friend, third = company.everybody()
    room = await company.room("Left group", friend, third)
    await owner.client.edit_admin(room, third.id, is_admin=True)
    next_one = await owner.client(messages.GetFutureChatCreatorAfterLeaveRequest(room))
    assert next_one.id == third.id
    await owner.client(channels.LeaveChannelRequest(room))
    waiting = await friend.deeds(room, 1)
    assert isinstance(waiting[0], types.MessageActionNewCreatorPending)
    assert waiting[0].new_creator_id == third.id
    await later(owners, WEEK_S - HOUR_S)
    assert not isinstance(await standing(friend, room, third), types.ChannelParticipantCreator)
    await later(owners, 2 * HOUR_S)
    await friend.told(types.UpdateNewChannelMessage, handed_over)
    assert isinstance(await standing(friend, room, third), types.ChannelParticipantCreator)
    assert (await third.client.get_entity(room)).creator


def handed_over(update: types.UpdateNewChannelMessage) -> bool:
    action = getattr(update.message, "action", None)
    return isinstance(action, types.MessageActionChangeCreator)
