"""account.*AutoSaveSettings, *AutoDownloadSettings, *ContentSettings, *ReactionsNotifySettings.

Source: https://core.telegram.org/api/config
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people import preferences
from hodhod.actions.people.preferences import (
    AUTO_SAVE,
    CONTENT,
    NO_AUTO_SAVE,
    REACTIONS,
    keep,
    kept,
)
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, to_tl_peer
from hodhod.domain.policy import MIB
from hodhod.tl import functions, types


def _download(*, video: int, file: int, bitrate: int) -> types.AutoDownloadSettings:
    """Settings of one kind of network: largest video and file in bytes, kilobits of video."""
    return types.AutoDownloadSettings(
        audio_preload_next=file > 0,
        phonecalls_less_data=file == 0,
        photo_size_max=MIB,
        video_size_max=video,
        file_size_max=file,
        video_upload_maxbitrate=bitrate,
        small_queue_active_operations_max=5,
        large_queue_active_operations_max=2,
    )


DOWNLOADS = {
    "low": _download(video=0, file=0, bitrate=50),
    "medium": _download(video=10 * MIB, file=MIB, bitrate=100),
    "high": _download(video=15 * MIB, file=3 * MIB, bitrate=100),
}
"""What clients download by themselves when nobody said otherwise: roaming, mobile data, Wi-Fi."""

DEFAULT_REACTIONS = types.ReactionsNotifySettings(
    messages_notify_from=types.ReactionNotificationsFromAll(),
    stories_notify_from=types.ReactionNotificationsFromAll(),
    poll_votes_notify_from=types.ReactionNotificationsFromAll(),
    sound=types.NotificationSoundDefault(),
    show_previews=True,
)


@rpc(functions.account.GetAutoDownloadSettings, access=USER)
async def get_auto_download(
    app: App, caller: Caller, request: functions.account.GetAutoDownloadSettings
) -> types.account.TypeAutoDownloadSettings:
    """Tell what clients download by themselves."""
    low, medium, high = [
        await kept(app, caller.me, f"download:{name}", types.AutoDownloadSettings, default)
        for name, default in DOWNLOADS.items()
    ]
    return types.account.AutoDownloadSettings(low=low, medium=medium, high=high)


@rpc(functions.account.SaveAutoDownloadSettings, access=USER)
async def save_auto_download(
    app: App, caller: Caller, request: functions.account.SaveAutoDownloadSettings
) -> bool:
    """Say what clients download by themselves over a kind of network."""
    name = "low" if request.low else "high" if request.high else "medium"
    await keep(app, caller.me, f"download:{name}", request.settings)
    return True


@rpc(functions.account.GetAutoSaveSettings, access=USER)
async def get_auto_save(
    app: App, caller: Caller, request: functions.account.GetAutoSaveSettings
) -> types.account.TypeAutoSaveSettings:
    """Tell what clients save to the gallery by themselves."""
    users, chats, broadcasts = [
        await kept(app, caller.me, f"{AUTO_SAVE}{kind}", types.AutoSaveSettings, NO_AUTO_SAVE)
        for kind in preferences.AUTO_SAVE_KINDS
    ]
    found = await preferences.auto_save_exceptions(app, caller.me)
    exceptions = [
        types.AutoSaveException(peer=to_tl_peer(peer), settings=settings)
        for peer, settings in found.items()
    ]
    objects = await objects_for(app, caller.me, exceptions)
    return types.account.AutoSaveSettings(
        users_settings=users,
        chats_settings=chats,
        broadcasts_settings=broadcasts,
        exceptions=exceptions,
        chats=objects.chats,
        users=objects.users,
    )


@rpc(functions.account.SaveAutoSaveSettings, access=USER)
async def save_auto_save(
    app: App, caller: Caller, request: functions.account.SaveAutoSaveSettings
) -> bool:
    """Say what clients save by themselves of a kind of chats, or of one."""
    of: str | PeerId
    if request.peer is not None:
        of = await access_peer(app, caller, request.peer)
    elif request.users or request.chats or request.broadcasts:
        of = "users" if request.users else "chats" if request.chats else "broadcasts"
    else:
        raise bad_request("PEER_ID_INVALID")
    await preferences.save_auto_save(app, caller, of, request.settings)
    return True


@rpc(functions.account.DeleteAutoSaveExceptions, access=USER)
async def delete_auto_save_exceptions(
    app: App, caller: Caller, request: functions.account.DeleteAutoSaveExceptions
) -> bool:
    """Let every chat have the settings of its kind again."""
    await preferences.forget_auto_save_exceptions(app, caller)
    return True


@rpc(functions.account.GetContentSettings, access=USER)
async def get_content_settings(
    app: App, caller: Caller, request: functions.account.GetContentSettings
) -> types.account.TypeContentSettings:
    """Tell whether content that others marked as sensitive is shown."""
    default = types.account.ContentSettings(sensitive_can_change=True)
    return await kept(app, caller.me, CONTENT, types.account.ContentSettings, default)


@rpc(functions.account.SetContentSettings, access=USER)
async def set_content_settings(
    app: App, caller: Caller, request: functions.account.SetContentSettings
) -> bool:
    """Say whether content that others marked as sensitive is shown."""
    settings = types.account.ContentSettings(
        sensitive_enabled=request.sensitive_enabled, sensitive_can_change=True
    )
    await keep(app, caller.me, CONTENT, settings)
    return True


@rpc(functions.account.SetMainProfileTab, access=USER)
async def set_main_profile_tab(
    app: App, caller: Caller, request: functions.account.SetMainProfileTab
) -> bool:
    """Say what one's profile shows first."""
    await keep(app, caller.me, preferences.PROFILE_TAB, request.tab)
    return True


@rpc(functions.account.GetReactionsNotifySettings, access=USER)
async def get_reactions_notify(
    app: App, caller: Caller, request: functions.account.GetReactionsNotifySettings
) -> types.TypeReactionsNotifySettings:
    """Tell whose reactions are notified."""
    kind = types.ReactionsNotifySettings
    return await kept(app, caller.me, REACTIONS, kind, DEFAULT_REACTIONS)


@rpc(functions.account.SetReactionsNotifySettings, access=USER)
async def set_reactions_notify(
    app: App, caller: Caller, request: functions.account.SetReactionsNotifySettings
) -> types.TypeReactionsNotifySettings:
    """Say whose reactions are notified."""
    await keep(app, caller.me, REACTIONS, request.settings)
    return request.settings
