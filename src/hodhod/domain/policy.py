"""The operator's choices that rules and use-cases depend on, as one value that ops builds."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that clients are told to connect to.

    Attributes:
        host: An IPv4 or IPv6 address as text.
        port: TCP port.
        ipv6: Whether host is an IPv6 address.
    """

    host: str
    port: int
    ipv6: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """What this server allows, and what it tells clients about itself.

    Attributes:
        server_name: The name people read in service messages.
        dc_id: The data centre that we say we are; any other id means us as well.
        endpoints: Addresses for help.getConfig.
        default_region: Two letters; phone numbers without a country code belong to it.
        public_url: Where the web client and links are, without a slash at the end.
        signup_open: Whether a new phone number may make an account.
        test_numbers: Whether 99966XYYYY numbers exist, with the code XXXXX.
        code_length: Digits in a login code.
        code_lifetime_s: How long a login code is good.
        code_attempts: Wrong codes before it is void.
        codes_per_phone_hour: Codes one number may ask for in an hour.
        codes_per_address_hour: Codes one address may ask for in an hour.
        password_attempts_hour: Guesses at a two-step password an account and hour.
        message_length: UTF-16 units in a message's text.
        caption_length: UTF-16 units in a caption.
        forward_count: Messages in one forward.
        upload_bytes: The largest file.
        contacts_per_user: Contacts an account may keep.
        new_contacts_per_day: New numbers an account may import in a day.
        pinned_dialogs: Pinned dialogs in a folder.
        public_chats: Supergroups and channels with public names that somebody may own.
        edit_time_s: How long a message may be edited.
        log_days: How long the update log is kept.
        fresh_login_s: A login younger than this may not end older ones; 0, the default, lets any
            device end any other.
        bot_private_webhooks: Whether webhooks may lead into the operator's own network.
        bot_messages_s: Messages that a bot may send over HTTP in a second.
        bot_messages_group_minute: Messages that it may send to one group in a minute.
        newcomer_days: For so long an account is new, and writes to few strangers; 0: never.
        newcomer_strangers_per_day: People who don't know it whom a new account may write to,
            or bring into chats, in a day.
        session_ttl_days: A session unused for so long is closed; accounts may change it.
    """

    server_name: str = "Hodhod"
    dc_id: int = 2
    endpoints: tuple[Endpoint, ...] = (Endpoint("127.0.0.1", 4430),)
    default_region: str = "IR"
    public_url: str = "http://127.0.0.1:8080"
    signup_open: bool = True
    test_numbers: bool = False
    code_length: int = 5
    code_lifetime_s: int = 300
    code_attempts: int = 5
    codes_per_phone_hour: int = 10
    codes_per_address_hour: int = 200
    password_attempts_hour: int = 10
    message_length: int = 4096
    caption_length: int = 2048
    forward_count: int = 100
    upload_bytes: int = 4000 * MIB
    contacts_per_user: int = 10_000
    new_contacts_per_day: int = 2_000
    pinned_dialogs: int = 10
    public_chats: int = 10
    edit_time_s: int = 172_800
    log_days: int = 30
    session_ttl_days: int = 183
    fresh_login_s: int = 0
    bot_private_webhooks: bool = False
    bot_messages_s: int = 30
    bot_messages_group_minute: int = 20
    newcomer_days: int = 3
    newcomer_strangers_per_day: int = 50
