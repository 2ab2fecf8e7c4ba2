"""Settings of an account that are at their defaults, for want of a way to change them.

Source: https://core.telegram.org/api/config
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.policy import MIB
from hodhod.tl import TLFunction, functions, types


@rpc(functions.account.GetAutoSaveSettings, access=USER, empty=True)
async def get_auto_save_settings(
    app: App, caller: Caller, request: TLFunction
) -> types.account.AutoSaveSettings:
    """What clients save to the gallery by themselves: nothing."""
    nothing = types.AutoSaveSettings()
    return types.account.AutoSaveSettings(
        users_settings=nothing,
        chats_settings=nothing,
        broadcasts_settings=nothing,
        exceptions=(),
        chats=(),
        users=(),
    )


@rpc(functions.account.GetAutoDownloadSettings, access=USER)
async def get_auto_download_settings(
    app: App, caller: Caller, request: TLFunction
) -> types.account.AutoDownloadSettings:
    """What clients download by themselves: roaming, on mobile data, on Wi-Fi."""
    return types.account.AutoDownloadSettings(
        low=_download(video=0, file=0, bitrate=50),
        medium=_download(video=10 * MIB, file=MIB, bitrate=100),
        high=_download(video=15 * MIB, file=3 * MIB, bitrate=100),
    )


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


@rpc(functions.account.GetContentSettings, access=USER, empty=True)
async def get_content_settings(
    app: App, caller: Caller, request: TLFunction
) -> types.account.ContentSettings:
    """Whether sensitive content is shown: the server marks none."""
    return types.account.ContentSettings()


@rpc(functions.account.GetReactionsNotifySettings, access=USER, empty=True)
async def get_reactions_notify_settings(
    app: App, caller: Caller, request: TLFunction
) -> types.ReactionsNotifySettings:
    """Whose reactions are notified: everybody's."""
    return types.ReactionsNotifySettings(
        messages_notify_from=types.ReactionNotificationsFromAll(),
        stories_notify_from=types.ReactionNotificationsFromAll(),
        poll_votes_notify_from=types.ReactionNotificationsFromAll(),
        sound=types.NotificationSoundDefault(),
        show_previews=True,
    )


@rpc(functions.account.GetWebBrowserSettings, access=USER, empty=True)
async def get_web_browser_settings(
    app: App, caller: Caller, request: TLFunction
) -> types.account.WebBrowserSettings:
    """Which sites open outside the client: as the client likes."""
    return types.account.WebBrowserSettings(external_exceptions=(), inapp_exceptions=(), hash=0)


@rpc(functions.account.GetPasskeys, access=USER, empty=True)
async def get_passkeys(app: App, caller: Caller, request: TLFunction) -> types.account.Passkeys:
    """Passkeys of the account."""
    return types.account.Passkeys(passkeys=())


@rpc(functions.account.GetWebAuthorizations, access=USER, empty=True)
async def get_web_authorizations(
    app: App, caller: Caller, request: TLFunction
) -> types.account.WebAuthorizations:
    """Web sites that the account is signed in to."""
    return types.account.WebAuthorizations(authorizations=(), users=())


@rpc(functions.account.ResetWebAuthorizations, access=USER, empty=True)
async def reset_web_authorizations(app: App, caller: Caller, request: TLFunction) -> bool:
    """Sign out of all web sites: there are none."""
    return True


@rpc(
    functions.account.GetAllSecureValues, functions.account.GetSecureValue, access=USER, empty=True
)
async def get_secure_values(
    app: App, caller: Caller, request: TLFunction
) -> list[types.SecureValue]:
    """Identity documents: none are kept."""
    return []


@rpc(functions.messages.GetDefaultHistoryTTL, access=USER, empty=True)
async def get_default_history_ttl(
    app: App, caller: Caller, request: TLFunction
) -> types.DefaultHistoryTTL:
    """After how many seconds messages of new chats vanish: never."""
    return types.DefaultHistoryTTL(period=0)
