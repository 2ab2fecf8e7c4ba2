from __future__ import annotations

import pytest

from hodhod.domain.errors import RpcError
from hodhod.tl import functions, types
from tests.api.world import World


async def test_what_is_downloaded_by_itself_is_kept_for_each_network(world: World) -> None:
    alice = await world.user("Alice")
    before = await alice.call(functions.account.GetAutoDownloadSettings())
    assert isinstance(before, types.account.AutoDownloadSettings)
    settings = types.AutoDownloadSettings(
        disabled=True,
        photo_size_max=1,
        video_size_max=2,
        file_size_max=3,
        video_upload_maxbitrate=4,
        small_queue_active_operations_max=5,
        large_queue_active_operations_max=6,
    )
    await alice.call(functions.account.SaveAutoDownloadSettings(low=True, settings=settings))
    after = await alice.call(functions.account.GetAutoDownloadSettings())
    assert after == types.account.AutoDownloadSettings(
        low=settings, medium=before.medium, high=before.high
    )


async def test_what_is_saved_by_itself_is_kept_for_kinds_and_for_chats(world: World) -> None:
    alice, bob = await world.user("Alice"), await world.user("Bob")
    photos, videos = types.AutoSaveSettings(photos=True), types.AutoSaveSettings(videos=True)
    save = functions.account.SaveAutoSaveSettings
    await alice.call(save(users=True, settings=photos))
    await alice.call(save(peer=alice.peer(bob), settings=videos))
    assert len(alice.other.saw(types.UpdateAutoSaveSettings)) == 2
    answer = await alice.call(functions.account.GetAutoSaveSettings())
    assert isinstance(answer, types.account.AutoSaveSettings)
    assert (answer.users_settings, answer.chats_settings) == (photos, types.AutoSaveSettings())
    (one,) = answer.exceptions
    assert (one.peer, one.settings) == (types.PeerUser(user_id=bob.id), videos)
    assert [user.id for user in answer.users] == [bob.id]
    with pytest.raises(RpcError, match="PEER_ID_INVALID"):
        await alice.call(save(settings=photos))
    await alice.call(functions.account.DeleteAutoSaveExceptions())
    answer = await alice.call(functions.account.GetAutoSaveSettings())
    assert isinstance(answer, types.account.AutoSaveSettings)
    assert (answer.users_settings, list(answer.exceptions)) == (photos, [])


async def test_sensitive_content_is_shown_on_request(world: World) -> None:
    alice = await world.user("Alice")
    for shown in (True, False):
        await alice.call(functions.account.SetContentSettings(sensitive_enabled=shown))
        assert await alice.call(functions.account.GetContentSettings()) == (
            types.account.ContentSettings(sensitive_enabled=shown, sensitive_can_change=True)
        )


async def test_whose_reactions_are_notified_is_kept(world: World) -> None:
    alice = await world.user("Alice")
    settings = types.ReactionsNotifySettings(
        messages_notify_from=types.ReactionNotificationsFromContacts(),
        sound=types.NotificationSoundNone(),
        show_previews=False,
    )
    set_ = functions.account.SetReactionsNotifySettings(settings=settings)
    assert await alice.call(set_) == settings
    assert await alice.call(functions.account.GetReactionsNotifySettings()) == settings
