"""Every setting there is. The reference (docs/reference/configuration.md) is produced from here."""

from __future__ import annotations

from dataclasses import dataclass, field

from hodhod.codes import Cap, LocalSettings, ProviderSettings
from hodhod.ops.settings.declare import setting

MIB = 1024 * 1024
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the server listens. Port 0 takes a free port, which `serve` prints."""

    mtproto: str = setting(
        "0.0.0.0:4430",
        "Clients connect here: MTProto over TCP and over plain HTTP, found out by itself.",
        form="address",
    )
    http: str = setting(
        "0.0.0.0:8080",
        "Browsers connect here: the landing page, MTProto over WebSocket at /apiws, health and "
        "metrics.",
        form="address",
    )


@dataclass(frozen=True, slots=True)
class Server:
    """What the server says about itself."""

    name: str = setting("Hodhod", "The name that people read in service messages.")
    dc_id: int = setting(2, "The data centre that clients are told they are on.", low=1, high=5)
    region: str = setting(
        "IR",
        "Country of phone numbers that are written without a country code: two letters.",
        form="region",
    )
    public_url: str = setting(
        "",
        "Where people reach the HTTP address from outside, as written in links. Empty: derived "
        "from `listen.http`.",
        form="url",
    )
    advertise: tuple[str, ...] = setting(
        (),
        "Addresses HOST:PORT that clients are told to connect to; needed behind address "
        "translation. Empty: the address of `listen.mtproto`, or this machine's own if that is "
        "0.0.0.0.",
        form="address",
    )


@dataclass(frozen=True, slots=True)
class Accounts:
    """Who may have an account, and how long a device stays signed in."""

    signup_open: bool = setting(
        True,
        "Whether a new phone number may make an account. If not, accounts are made with "
        "`hodhod user add`.",
    )
    test_numbers: bool = setting(
        False,
        "Whether the numbers 99966XYYYY exist, with the code XXXXX (the digit X, as long as codes "
        "are). For tests alone: anybody can sign in with them.",
    )
    session_ttl_days: int = setting(
        183, "A device that was not used for so many days is signed out.", low=1, high=730
    )
    newcomer_days: int = setting(
        3,
        "For so many days an account is new, and may write to only a few people who do not know "
        "it, or bring them into chats. 0: no account is.",
        low=0,
        high=365,
    )
    newcomer_strangers_per_day: int = setting(
        50,
        "People who don't know it that a new account may write to, or bring into chats, in a day.",
        low=0,
    )


@dataclass(frozen=True, slots=True)
class Codes:
    """Login codes. How they are sent is in `[[provider]]`, what may be spent in `[[cap]]`."""

    length: int = setting(5, "Digits of a code.", low=5, high=8)
    lifetime_s: int = setting(300, "Seconds that a code is good for.", low=60, high=3600)
    attempts: int = setting(5, "Wrong codes that make a code void.", low=1, high=20)
    per_phone_hour: int = setting(10, "Codes that a number may ask for in an hour.", low=1)
    per_address_hour: int = setting(
        200, "Codes that an IP address may ask for in an hour; many share one.", low=1
    )
    password_attempts_hour: int = setting(
        10, "Guesses at the two-step password of an account in an hour.", low=1
    )
    country_per_hour: int = setting(
        1000, "Codes that may be paid for in an hour for a country without a [[cap]].", low=0
    )
    country_burst: int = setting(500, "As many of them may go out at once.", low=1)


@dataclass(frozen=True, slots=True)
class Mail:
    """E-mail, by which people recover forgotten two-step passwords. Nothing else is sent by it."""

    host: str = setting("", "The SMTP server. Empty: no e-mail is sent, and none can be set.")
    port: int = setting(587, "Its TCP port.", low=1, high=65_535)
    security: str = setting(
        "starttls",
        "How the connection is protected: `starttls` after it is made, `tls` from the beginning, "
        "`none` for a server on this machine.",
        choices=("starttls", "tls", "none"),
    )
    user: str = setting("", "The name to log in with. Empty: without.")
    password: str = setting("", "Its password.", secret=True)
    sender: str = setting("", "The address that e-mails come from.")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a thing one account may have or send."""

    message_length: int = setting(4096, "UTF-16 units of a message's text.", low=256, high=32_768)
    caption_length: int = setting(2048, "UTF-16 units of a caption.", low=256, high=32_768)
    forward_count: int = setting(100, "Messages forwarded at once.", low=1, high=100)
    upload_bytes: int = setting(4000 * MIB, "The largest file.", low=MIB, high=4 * GIB)
    contacts: int = setting(10_000, "Contacts of an account.", low=1)
    new_contacts_per_day: int = setting(
        2_000, "Numbers new to an account that it may import in a day.", low=1
    )
    pinned_dialogs: int = setting(10, "Pinned chats of a folder.", low=1, high=100)
    public_chats: int = setting(
        10, "Groups and channels with public names that an account may own.", low=1, high=500
    )
    edit_time_s: int = setting(172_800, "Seconds during which a message may be edited.", low=60)
    log_days: int = setting(
        30, "Days that changes are kept for devices that were away.", low=1, high=365
    )


@dataclass(frozen=True, slots=True)
class Database:
    """PostgreSQL: our own in the data folder, or one that is there already."""

    dsn: str = setting(
        "",
        "Address of a PostgreSQL server, postgresql://… Empty: one of our own in the data folder, "
        "started and stopped with the server.",
        form="dsn",
        secret=True,
    )
    shards: int = setting(
        1, "Shards that boxes are spread over. Fixed once there is data.", low=1, high=1024
    )
    connections: int = setting(
        16, "Connections of each process to the database at most.", low=2, high=1000
    )


@dataclass(frozen=True, slots=True)
class Media:
    """Where the files that people send are kept."""

    url: str = setting(
        "",
        "A folder, or s3://BUCKET/PREFIX. Empty: the folder `media` in the data folder, which "
        "alone is part of a backup.",
    )
    endpoint: str = setting(
        "", "The address of an S3-compatible service. Empty: Amazon's.", form="url"
    )
    region: str = setting("", "The region of the service.")
    access_key_id: str = setting("", "The name of its key. Empty: from AWS's own variables.")
    secret_access_key: str = setting("", "The key.", secret=True)


@dataclass(frozen=True, slots=True)
class Previews:
    """What people see of a page before they open the link to it. The server reads the page."""

    enabled: bool = setting(
        True,
        "Whether links get previews. Turn it off where there is no international network, or "
        "where the server may not connect to the outside. Nothing is ever read from addresses that "
        "are not public.",
    )


@dataclass(frozen=True, slots=True)
class Bots:
    """Programs that ask over HTTP, as the Bot API has it."""

    private_webhooks: bool = setting(
        False,
        "Whether updates are brought to addresses in your own network, and without TLS. Whoever "
        "makes bots can then send requests there.",
    )
    messages_per_s: int = setting(30, "Messages that a bot may send in a second.", low=1)
    messages_per_group_minute: int = setting(
        20, "Messages that a bot may send to one group in a minute.", low=1
    )


@dataclass(frozen=True, slots=True)
class Gateway:
    """What clients and strangers may ask of the connections."""

    workers: int = setting(
        0,
        "Processes that serve clients, on one port. 0: one for each core that the server may use. "
        "The other limits of this section are those of each process.",
        low=0,
        high=256,
    )
    connections: int = setting(50_000, "Connections at once.", low=10, high=1_000_000)
    connections_per_address: int = setting(
        5_000, "Connections of one IP address; whole towns share one.", low=1
    )
    handshakes_per_address_s: float = setting(
        20.0, "Steps of key exchanges that an IP address may ask for in a second.", low=0.1
    )
    handshakes_per_address_burst: int = setting(300, "As many of them may come at once.", low=4)
    old_rsa_padding: bool = setting(
        True,
        "Whether clients may make keys with the older form of RSA padding, as Telethon, Pyrogram "
        "and their relatives do.",
    )
    silence_s: float = setting(
        900.0, "Seconds after which a silent connection is ended.", low=60, high=86_400
    )
    drain_s: float = setting(
        10.0, "Seconds that requests may run on when the server stops.", low=0, high=300
    )


@dataclass(frozen=True, slots=True)
class Bus:
    """Events between machines. One machine needs none of it."""

    nats: tuple[str, ...] = setting(
        (), "Addresses of NATS servers, nats://HOST:PORT. Empty: a single machine.", secret=True
    )
    node: str = setting(
        "",
        "The name of this node: letters, digits, dash and underline. Empty: the host's name.",
        form="name",
    )


@dataclass(frozen=True, slots=True)
class Http:
    """Who is asked about and believed on the HTTP address."""

    metrics_from: tuple[str, ...] = setting(
        ("127.0.0.0/8", "::1/128"),
        "Networks that may read /metrics and /ready. A request that came through a proxy counts "
        "as coming from where the proxy says.",
        form="network",
    )
    trusted_proxies: tuple[str, ...] = setting(
        (),
        "Networks of reverse proxies, whose X-Forwarded-For is believed.",
        form="network",
    )


@dataclass(frozen=True, slots=True)
class Log:
    """What is written to the standard error output. Never codes, keys, or people's words."""

    level: str = setting(
        "info",
        "The least important that is written.",
        choices=("debug", "info", "warning", "error"),
    )
    form: str = setting(
        "text",
        "`text` for people; `json` for machines, one object a line.",
        choices=("text", "json"),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections.

    Attributes:
        providers: Who takes login codes to phones, in the order in which they are tried.
        caps: What may be spent on prefixes of numbers.
    """

    listen: Listen = field(default_factory=Listen)
    server: Server = field(default_factory=Server)
    accounts: Accounts = field(default_factory=Accounts)
    codes: Codes = field(default_factory=Codes)
    mail: Mail = field(default_factory=Mail)
    limits: Limits = field(default_factory=Limits)
    database: Database = field(default_factory=Database)
    media: Media = field(default_factory=Media)
    previews: Previews = field(default_factory=Previews)
    bots: Bots = field(default_factory=Bots)
    gateway: Gateway = field(default_factory=Gateway)
    bus: Bus = field(default_factory=Bus)
    http: Http = field(default_factory=Http)
    log: Log = field(default_factory=Log)
    providers: tuple[ProviderSettings, ...] = (LocalSettings(),)
    caps: tuple[Cap, ...] = ()
