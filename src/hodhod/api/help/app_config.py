"""help.getAppConfig: the JSON object of limits and switches that official clients read.

Only keys that a client of today reads, with the JSON type it expects (TDLib logs an error for a
wrong one). Every `…_limit_default` has its `…_limit_premium` with the same value: here nobody pays
for a larger limit.

Source: https://core.telegram.org/api/config#client-configuration
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from hodhod.actions.app import App
from hodhod.actions.chats.create import CHANNELS_LIMIT
from hodhod.actions.messages.folders import CHATS_LIMIT, FOLDERS_LIMIT
from hodhod.api.help.json_value import Json, to_json_value
from hodhod.api.registry import ANYONE, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.chatlist import LINKS_LIMIT, SHARED_LIMIT
from hodhod.domain.policy import Policy
from hodhod.tl import functions, types

FILE_PART_BYTES = 512 * 1024
"""The largest part of a file, in which clients count how large a file may be."""


@rpc(functions.help.GetAppConfig, access=ANYONE)
async def get_app_config(
    app: App, caller: Caller, request: functions.help.GetAppConfig
) -> types.help.TypeAppConfig | types.TypeJSONValue:
    """The client configuration; not modified only for a client that names our hash."""
    values = app_config(app.policy)
    if request.hash is None:
        # Up to layer 154 the method had no argument and answered with the bare object.
        return to_json_value(values)
    content_hash = hash_of(values)
    if request.hash == content_hash:
        return types.help.AppConfigNotModified()
    return types.help.AppConfig(hash=content_hash, config=to_json_value(values))


def hash_of(values: Mapping[str, Json]) -> int:
    """A positive number that changes with the values; never 0, which clients send for nothing."""
    return (zlib.crc32(repr(sorted(values.items())).encode()) & 0x7FFFFFFF) or 1


def app_config(policy: Policy) -> dict[str, Json]:
    """The configuration as plain values."""
    return {**_switches(policy), **_lists(), **_sizes(policy), **_limits(policy)}


def _switches(policy: Policy) -> dict[str, Json]:
    return {
        "autoarchive_setting_available": True,
        "channel_revenue_withdrawal_enabled": False,
        "dialog_filters_enabled": True,
        "dialog_filters_tooltip": False,
        "getfile_experimental_params": False,
        "giveaway_gifts_purchase_available": False,
        "need_age_video_verification": False,
        "premium_gift_attach_menu_icon": False,
        "premium_gift_text_field_icon": False,
        "premium_purchase_blocked": True,
        "qr_login_camera": True,
        "qr_login_code": "primary",
        # Browsers make no passkeys for a site without a certificate.
        "settings_display_passkeys": policy.public_url.startswith("https:"),
        "stargifts_blocked": True,
        "starref_connect_allowed": False,
        "starref_program_allowed": False,
        "stars_gifts_enabled": False,
        "stars_paid_messages_available": False,
        "stars_purchase_blocked": True,
        "stickers_emoji_suggest_only_api": False,
        "stories_all_hidden": False,
        "stories_entities": "enabled",
        "stories_export_nopublic_link": False,
        "stories_pinned_to_top_count_max": 3,
        "stories_posting": "enabled",
        "stories_sent_monthly_limit_default": 3000,
        "stories_sent_monthly_limit_premium": 3000,
        "stories_sent_weekly_limit_default": 700,
        "stories_sent_weekly_limit_premium": 700,
        "stories_stealth_cooldown_period": 10_800,
        "stories_stealth_future_period": 1500,
        "stories_stealth_past_period": 300,
        "stories_suggested_reactions_limit_default": 5,
        "stories_suggested_reactions_limit_premium": 5,
        "story_expiring_limit_default": 100,
        "story_expiring_limit_premium": 100,
        "story_viewers_expire_period": 0x7FFFFFFF,
        "video_ignore_alt_documents": True,
    }


def _lists() -> dict[str, Json]:
    return {
        "autologin_domains": [],
        "business_promo_order": [],
        "fragment_prefixes": [],
        "gif_search_emojies": ["👍", "👎", "❤", "🔥", "😁", "😢", "🎉", "🤔"],
        "ignore_restriction_reasons": [],
        "pending_suggestions": [],
        "premium_promo_order": [],
        "restriction_add_platforms": [],
        "url_auth_domains": [],
        "whitelisted_domains": [],
    }


def _sizes(policy: Policy) -> dict[str, Json]:
    parts = policy.upload_bytes // FILE_PART_BYTES
    return {
        "chat_read_mark_expire_period": 604_800,
        "chat_read_mark_size_threshold": 100,
        "contact_note_length_limit": 128,
        "emojies_animated_zoom": 0.625,
        "factcheck_length_limit": 1024,
        "forum_upgrade_participants_min": 0,
        "groupcall_video_participants_max": 1000,
        "hidden_members_group_size_min": 100,
        "message_animated_emoji_max": 100,
        "pm_read_date_expire_period": 604_800,
        "poll_answer_delete_period": 300,
        "poll_answer_length_max": 100,
        "poll_answers_max": 12,
        "poll_close_period_max": 2_628_000,
        "poll_countries_max": 12,
        "poll_question_length_max": 300,
        "poll_solution_length_max": 200,
        "quote_length_max": 1024,
        "reactions_in_chat_max": 100,
        "reactions_uniq_max": 11,
        "reactions_user_max_default": 1,
        "reactions_user_max_premium": 1,
        "ringtone_duration_max": 5,
        "ringtone_saved_count_max": 100,
        "ringtone_size_max": 307_200,
        "round_video_encoding": {
            "diameter": 384,
            "video_bitrate": 1000,
            "audio_bitrate": 64,
            "max_size": 12_582_912,
        },
        "stickers_emoji_cache_time": 86_400,
        "telegram_antispam_group_size_min": 200,
        "todo_item_length_max": 64,
        "todo_items_max": 30,
        "todo_title_length_max": 32,
        "topics_pinned_limit": 5,
        "upload_max_fileparts_default": parts,
        "upload_max_fileparts_premium": parts,
    }


def _limits(policy: Policy) -> dict[str, Json]:
    limits = {
        "about_length": 140,
        "caption_length": policy.caption_length,
        "channels": CHANNELS_LIMIT,
        "channels_public": policy.public_chats,
        "chatlist_invites": LINKS_LIMIT,
        "chatlists_joined": SHARED_LIMIT,
        "dialog_filters": FOLDERS_LIMIT,
        "dialog_filters_chats": CHATS_LIMIT,
        "dialogs_folder_pinned": policy.pinned_dialogs,
        "dialogs_pinned": policy.pinned_dialogs,
        "recommended_channels": 10,
        "saved_dialogs_pinned": policy.pinned_dialogs,
        "saved_gifs": 200,
        "stickers_faved": 10,
    }
    return {
        f"{name}_limit_{kind}": value
        for name, value in limits.items()
        for kind in ("default", "premium")
    }
