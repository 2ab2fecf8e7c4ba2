"""What a client asks the server about now and then: terms, promotions, updates, links.

There is nothing to accept, nothing is promoted, and no client is told to replace itself.
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import ANYONE, BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.catalogue import text
from hodhod.tl import TLFunction, functions, types

ASK_AGAIN_S = 86_400
"""When clients may ask again; TDLib takes at most a day."""


@rpc(functions.help.GetTermsOfServiceUpdate, access=ANYONE, empty=True)
async def get_terms_of_service_update(
    app: App, caller: Caller, request: TLFunction
) -> types.help.TermsOfServiceUpdateEmpty:
    """New terms of service: none."""
    return types.help.TermsOfServiceUpdateEmpty(expires=app.now + ASK_AGAIN_S)


@rpc(functions.help.AcceptTermsOfService, access=ANYONE, empty=True)
async def accept_terms_of_service(app: App, caller: Caller, request: TLFunction) -> bool:
    """Accept terms: there are none to refuse."""
    return True


@rpc(functions.help.GetPromoData, access=ANYONE, empty=True)
async def get_promo_data(
    app: App, caller: Caller, request: TLFunction
) -> types.help.PromoDataEmpty:
    """A promoted chat: none, always."""
    return types.help.PromoDataEmpty(expires=app.now + ASK_AGAIN_S)


@rpc(functions.help.HidePromoData, functions.help.DismissSuggestion, access=USER, empty=True)
async def hide_suggestion(app: App, caller: Caller, request: TLFunction) -> bool:
    """Hide a promotion or a suggestion: none was made."""
    return True


@rpc(functions.help.GetAppUpdate, access=ANYONE, empty=True)
async def get_app_update(app: App, caller: Caller, request: TLFunction) -> types.help.NoAppUpdate:
    """A newer client: we don't distribute the clients that people bring."""
    return types.help.NoAppUpdate()


@rpc(functions.help.GetAppChangelog, access=USER, empty=True)
async def get_app_changelog(app: App, caller: Caller, request: TLFunction) -> types.Updates:
    """What is new in the client: its own affair. Asked up to layer 167."""
    return types.Updates(updates=(), users=(), chats=(), date=app.now, seq=0)


@rpc(functions.help.GetInviteText, access=USER)
async def get_invite_text(app: App, caller: Caller, request: TLFunction) -> types.help.InviteText:
    """The text with which a user invites others."""
    policy = app.policy
    message = text(
        caller.device.lang_code, "invite", server=policy.server_name, url=policy.public_url
    )
    return types.help.InviteText(message=message)


@rpc(functions.help.GetRecentMeUrls, access=USER, empty=True)
async def get_recent_me_urls(
    app: App, caller: Caller, request: TLFunction
) -> types.help.RecentMeUrls:
    """Links a new user came by: not followed."""
    return types.help.RecentMeUrls(urls=(), chats=(), users=())


@rpc(functions.help.GetDeepLinkInfo, access=ANYONE, empty=True)
async def get_deep_link_info(
    app: App, caller: Caller, request: TLFunction
) -> types.help.DeepLinkInfoEmpty:
    """What an unknown link means: we don't know either."""
    return types.help.DeepLinkInfoEmpty()


@rpc(functions.help.SaveAppLog, access=ANYONE, empty=True)
async def save_app_log(app: App, caller: Caller, request: TLFunction) -> bool:
    """Events of the client, for its makers: taken and dropped."""
    return True


@rpc(functions.help.SetBotUpdatesStatus, access=BOT, empty=True)
async def set_bot_updates_status(app: App, caller: Caller, request: TLFunction) -> bool:
    """How far a bot is behind: taken and dropped."""
    return True


@rpc(functions.help.GetPassportConfig, access=USER, empty=True)
async def get_passport_config(
    app: App, caller: Caller, request: TLFunction
) -> types.help.PassportConfig:
    """Languages of identity documents: no documents are kept."""
    return types.help.PassportConfig(hash=0, countries_langs=types.DataJSON(data="{}"))


@rpc(functions.help.GetPremiumPromo, access=USER, empty=True)
async def get_premium_promo(
    app: App, caller: Caller, request: TLFunction
) -> types.help.PremiumPromo:
    """What may be bought: nothing."""
    return types.help.PremiumPromo(
        status_text="",
        status_entities=(),
        video_sections=(),
        videos=(),
        period_options=(),
        users=(),
    )
