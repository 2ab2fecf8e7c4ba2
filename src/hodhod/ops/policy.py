"""From settings to the values that the product's parts take."""

from __future__ import annotations

import ipaddress
import re
import socket

from hodhod.blobs import BlobSettings
from hodhod.codes import Cap, CodesSettings
from hodhod.codes.mail import MailSettings
from hodhod.domain.policy import Endpoint, Policy
from hodhod.gateway import Limits
from hodhod.ops.folder import DataFolder
from hodhod.ops.settings import Settings, split_address

ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
TEST_NETWORK_HOST = "192.0.2.1"
"""An address of RFC 5737. Nothing is sent there: asking for the way tells our own address."""


def policy_of(settings: Settings, mtproto: tuple[str, int], http: tuple[str, int]) -> Policy:
    """Return the operator's choices as rules and use-cases take them.

    Args:
        settings: What the operator set.
        mtproto: Where MTProto is listened for.
        http: Where HTTP is listened for.
    """
    server, limits, codes = settings.server, settings.limits, settings.codes
    advertised = [split_address(address) for address in server.advertise]
    web_host, web_port = reachable(*http)
    shown = f"[{web_host}]" if ":" in web_host else web_host
    return Policy(
        server_name=server.name,
        dc_id=server.dc_id,
        endpoints=tuple(_endpoint(*address) for address in advertised or [reachable(*mtproto)]),
        default_region=server.region,
        public_url=server.public_url.rstrip("/") or f"http://{shown}:{web_port}",
        signup_open=settings.accounts.signup_open,
        test_numbers=settings.accounts.test_numbers,
        code_length=codes.length,
        code_lifetime_s=codes.lifetime_s,
        code_attempts=codes.attempts,
        codes_per_phone_hour=codes.per_phone_hour,
        codes_per_address_hour=codes.per_address_hour,
        password_attempts_hour=codes.password_attempts_hour,
        message_length=limits.message_length,
        caption_length=limits.caption_length,
        forward_count=limits.forward_count,
        upload_bytes=limits.upload_bytes,
        contacts_per_user=limits.contacts,
        bot_private_webhooks=settings.bots.private_webhooks,
        bot_messages_s=settings.bots.messages_per_s,
        bot_messages_group_minute=settings.bots.messages_per_group_minute,
        new_contacts_per_day=limits.new_contacts_per_day,
        pinned_dialogs=limits.pinned_dialogs,
        public_chats=limits.public_chats,
        edit_time_s=limits.edit_time_s,
        log_days=limits.log_days,
        session_ttl_days=settings.accounts.session_ttl_days,
        newcomer_days=settings.accounts.newcomer_days,
        newcomer_strangers_per_day=settings.accounts.newcomer_strangers_per_day,
    )


def codes_settings_of(settings: Settings, processes: int = 1) -> CodesSettings:
    """Return the providers of login codes and what they may cost.

    Args:
        settings: What the operator set.
        processes: How many share what may be spent.
    """
    codes = settings.codes
    whole = (*settings.caps, Cap("", per_hour=codes.country_per_hour, burst=codes.country_burst))
    *caps, default = (
        Cap(cap.prefix, cap.per_hour / processes, -(-cap.burst // processes)) for cap in whole
    )
    return CodesSettings(providers=settings.providers, caps=tuple(caps), default_cap=default)


def mail_settings_of(settings: Settings) -> MailSettings:
    """Return the server that takes e-mails to people."""
    mail = settings.mail
    return MailSettings(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        user=mail.user,
        password=mail.password,
        sender=mail.sender,
    )


def blob_settings_of(settings: Settings, folder: DataFolder) -> BlobSettings:
    """Return where media is kept."""
    media = settings.media
    return BlobSettings(
        url=media.url or str(folder.media),
        endpoint=media.endpoint,
        region=media.region,
        access_key_id=media.access_key_id,
        secret_access_key=media.secret_access_key,
    )


def gateway_limits_of(settings: Settings) -> Limits:
    """Return the bounds of the connections."""
    gateway = settings.gateway
    return Limits(
        connections=gateway.connections,
        connections_per_address=gateway.connections_per_address,
        handshakes_per_address_s=gateway.handshakes_per_address_s,
        handshakes_per_address_burst=gateway.handshakes_per_address_burst,
        silence_s=gateway.silence_s,
        drain_s=gateway.drain_s,
    )


def node_of(settings: Settings) -> str:
    """Return this node's name; it stays the same from start to start."""
    return settings.bus.node or re.sub(r"[^A-Za-z0-9_-]", "-", socket.gethostname()) or "node"


def reachable(host: str, port: int) -> tuple[str, int]:
    """Return an address that others can connect to, for one that is listened on.

    "Anywhere" becomes this machine's address in its own network, or the loopback without one.
    """
    if host not in ANYWHERE:
        return host, port
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((TEST_NETWORK_HOST, 9))
            found: str = probe.getsockname()[0]
        except OSError:
            found = "127.0.0.1"
    return found, port


def _endpoint(host: str, port: int) -> Endpoint:
    """Clients take addresses alone, so a name is resolved now."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        address = ipaddress.ip_address(found[0][4][0])
    return Endpoint(str(address), port, ipv6=address.version == 6)
