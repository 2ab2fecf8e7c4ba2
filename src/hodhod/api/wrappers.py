"""The functions that wrap a request: what they say about the session, and the request inside.

    invokeWithLayer(initConnection(invokeWithoutUpdates(query)))  →  Call(query, layer, device, …)

Pure. The gateway asks for a request's Call before it runs it, because a layer or an order
(invokeAfterMsg) is the session's affair.

Source: https://core.telegram.org/api/invoking
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hodhod import tl
from hodhod.domain.caller import DeviceInfo
from hodhod.domain.errors import bad_request
from hodhod.tl import TLObject, functions

MAX_WRAPPERS = 8
"""Real clients nest at most five; a stranger may not choose our stack's depth."""

MAX_AFTER = 256
"""Requests that one request may be told to wait for."""

MAX_DEVICE_CHARS = 128
"""Longer names of devices and versions are cut."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request without its wrappers.

    Attributes:
        query: The request itself.
        layer: The announced layer (never above our newest), or None when nothing was announced.
        device: What initConnection said, or None.
        after: msg_ids of requests that must have been answered before.
        receives_updates: False under invokeWithoutUpdates.
        takeout_id: The export that the request is part of, or None.
    """

    query: TLObject
    layer: int | None = None
    device: DeviceInfo | None = None
    after: tuple[int, ...] = ()
    receives_updates: bool = True
    takeout_id: int | None = None


def unwrap(request: TLObject) -> Call:
    """Take the wrappers off a request.

    Raises:
        RpcError: 400 CONNECTION_LAYER_INVALID for a layer that is too old, MSG_WAIT_FAILED for too
            many requests to wait for, INPUT_REQUEST_TOO_LONG for too many wrappers.
    """
    call = Call(request)
    for _ in range(MAX_WRAPPERS):
        wrapper = call.query
        match wrapper:
            case functions.InvokeWithLayer():
                if wrapper.layer < tl.OLDEST_LAYER:
                    raise bad_request("CONNECTION_LAYER_INVALID")
                call = replace(call, layer=min(wrapper.layer, tl.NEWEST_LAYER))
            case functions.InitConnection():
                call = replace(call, device=_device(wrapper))
            case functions.InvokeWithoutUpdates():
                call = replace(call, receives_updates=False)
            case functions.InvokeWithTakeout():
                call = replace(call, takeout_id=wrapper.takeout_id)
            case functions.InvokeAfterMsg():
                call = replace(call, after=(wrapper.msg_id,))
            case functions.InvokeAfterMsgs():
                if len(wrapper.msg_ids) > MAX_AFTER:
                    raise bad_request("MSG_WAIT_FAILED")
                call = replace(call, after=tuple(wrapper.msg_ids))
            case (
                functions.InvokeWithMessagesRange()
                | functions.InvokeWithBusinessConnection()
                | functions.InvokeWithGooglePlayIntegrity()
                | functions.InvokeWithApnsSecret()
                | functions.InvokeWithReCaptcha()
            ):
                # Attestations and captchas ask for nothing that we withhold; the ranges of an
                # export are all there is (messages.getSplitRanges).
                pass
            case _:
                return call
        call = replace(call, query=wrapper.query)
    raise bad_request("INPUT_REQUEST_TOO_LONG")


def _device(wrapper: functions.InitConnection) -> DeviceInfo:
    def cut(text: str) -> str:
        return text[:MAX_DEVICE_CHARS]

    return DeviceInfo(
        api_id=wrapper.api_id,
        device_model=cut(wrapper.device_model),
        system_version=cut(wrapper.system_version),
        app_version=cut(wrapper.app_version),
        system_lang_code=cut(wrapper.system_lang_code),
        lang_pack=cut(wrapper.lang_pack),
        lang_code=cut(wrapper.lang_code),
    )
