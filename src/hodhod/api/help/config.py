"""help.getConfig and its like: where to connect, and the limits that every client keeps to.

Source: https://core.telegram.org/api/config
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.capacity import SUPERGROUP_LIMIT
from hodhod.actions.chats.create import GROUP_LIMIT
from hodhod.api.registry import ANYONE, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.policy import Policy
from hodhod.tl import TLFunction, functions, types

DC_IDS = range(1, 6)
"""Every data centre that clients know by heart is this server."""

CONFIG_LIFETIME_S = 3600
"""Clients ask again after this; mtcute's timer takes less than 24 days, TDLib clamps to a day."""

DEFAULT_REACTION = "👍"

YEARS_68_S = 2**31 - 1
"""No limit, for fields of seconds."""


@rpc(functions.help.GetConfig, access=ANYONE)
async def get_config(app: App, caller: Caller, request: functions.help.GetConfig) -> types.Config:
    """The configuration that a client loads before anything else."""
    return config(app.policy, this_dc(app.policy, caller), app.now)


@rpc(functions.help.GetNearestDc, access=ANYONE)
async def get_nearest_dc(
    app: App, caller: Caller, request: functions.help.GetNearestDc
) -> types.NearestDc:
    """The data centre to sign in on: the one that was asked."""
    dc_id = this_dc(app.policy, caller)
    return types.NearestDc(country=app.policy.default_region, this_dc=dc_id, nearest_dc=dc_id)


@rpc(functions.help.GetCdnConfig, access=ANYONE, empty=True)
async def get_cdn_config(app: App, caller: Caller, request: TLFunction) -> types.CdnConfig:
    """Public keys of CDNs: there are none."""
    return types.CdnConfig(public_keys=())


def this_dc(policy: Policy, caller: Caller) -> int:
    """The data centre the caller believes to be on.

    TDLib starts on 1, others on 2, and each ignores half of a configuration that names another
    data centre than the one its key was made for (TDLib 1.8.66 then asks again without end).
    """
    return caller.dc_id or policy.dc_id


def dc_options(policy: Policy) -> tuple[types.DcOption, ...]:
    """Each data centre at each of our endpoints.

    `this_port_only`: without it Android also tries the ports 80, 443 and 5222 of the address.
    """
    return tuple(
        types.DcOption(
            id=dc_id,
            ip_address=endpoint.host,
            port=endpoint.port,
            ipv6=endpoint.ipv6,
            this_port_only=True,
        )
        for dc_id in DC_IDS
        for endpoint in policy.endpoints
    )


def config(policy: Policy, dc_id: int, now: int) -> types.Config:
    """The configuration.

    `tmp_sessions` stays out: mtcute would open that many connections. So does the suggested
    language: a client that gets one drops its own strings for it.

    Args:
        policy: Endpoints and limits.
        dc_id: The data centre the client is on.
        now: Unix time in seconds.
    """
    return types.Config(
        default_p2p_contacts=True,
        revoke_pm_inbox=True,
        date=now,
        expires=now + CONFIG_LIFETIME_S,
        test_mode=False,
        this_dc=dc_id,
        dc_options=dc_options(policy),
        dc_txt_domain_name="",
        chat_size_max=GROUP_LIMIT,
        megagroup_size_max=SUPERGROUP_LIMIT,
        forwarded_count_max=policy.forward_count,
        online_update_period_ms=210_000,
        offline_blur_timeout_ms=5_000,
        offline_idle_timeout_ms=30_000,
        online_cloud_timeout_ms=300_000,
        notify_cloud_delay_ms=30_000,
        notify_default_delay_ms=1_500,
        push_chat_period_ms=60_000,
        push_chat_limit=2,
        saved_gifs_limit=200,
        edit_time_limit=policy.edit_time_s,
        revoke_time_limit=YEARS_68_S,
        revoke_pm_time_limit=YEARS_68_S,
        rating_e_decay=2_419_200,
        stickers_recent_limit=200,
        stickers_faved_limit=10,
        channels_read_media_period=604_800,
        pinned_dialogs_count_max=policy.pinned_dialogs,
        pinned_infolder_count_max=policy.pinned_dialogs,
        call_receive_timeout_ms=20_000,
        call_ring_timeout_ms=90_000,
        call_connect_timeout_ms=30_000,
        call_packet_timeout_ms=10_000,
        me_url_prefix=f"{policy.public_url}/",
        caption_length_max=policy.caption_length,
        message_length_max=policy.message_length,
        webfile_dc_id=dc_id,
        reactions_default=types.ReactionEmoji(emoticon=DEFAULT_REACTION),
    )
