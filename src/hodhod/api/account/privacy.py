"""account.getPrivacy, setPrivacy, getGlobalPrivacySettings, setGlobalPrivacySettings.

Source: https://core.telegram.org/api/privacy
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people import privacy
from hodhod.actions.people.global_privacy import global_settings, set_global_settings
from hodhod.actions.people.membership import peers_among
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.privacy import chats_in, key_of
from hodhod.tl import functions, types


@rpc(functions.account.GetPrivacy, access=USER)
async def get_privacy(
    app: App, caller: Caller, request: functions.account.GetPrivacy
) -> types.account.TypePrivacyRules:
    """Tell the rules of a key."""
    return await _answer(app, caller, await privacy.rules_of(app, caller.me, key_of(request.key)))


@rpc(functions.account.SetPrivacy, access=USER)
async def set_privacy(
    app: App, caller: Caller, request: functions.account.SetPrivacy
) -> types.account.TypePrivacyRules:
    """Write the rules of a key."""
    rules = await privacy.set_rules(app, caller, key_of(request.key), request.rules)
    return await _answer(app, caller, rules)


@rpc(functions.account.GetGlobalPrivacySettings, access=USER)
async def get_global_privacy(
    app: App, caller: Caller, request: functions.account.GetGlobalPrivacySettings
) -> types.TypeGlobalPrivacySettings:
    """Tell the settings that are no rules."""
    return await global_settings(app, caller.me)


@rpc(functions.account.SetGlobalPrivacySettings, access=USER)
async def set_global_privacy(
    app: App, caller: Caller, request: functions.account.SetGlobalPrivacySettings
) -> types.TypeGlobalPrivacySettings:
    """Write the settings that are no rules."""
    return await set_global_settings(app, caller, request.settings)


async def _answer(
    app: App, caller: Caller, rules: Sequence[types.TypePrivacyRule]
) -> types.account.PrivacyRules:
    named = {
        user_id
        for rule in rules
        if isinstance(rule, types.PrivacyValueAllowUsers | types.PrivacyValueDisallowUsers)
        for user_id in rule.users
    }
    peers = await peers_among(app, caller.me, chats_in(rules))
    objects = await objects_for(app, caller.me, (), extra=[*named, *peers])
    return types.account.PrivacyRules(rules=rules, chats=objects.chats, users=objects.users)
