from __future__ import annotations

from typing import cast

import pytest

from hodhod import tl
from hodhod.api import handlers
from hodhod.api.registry import Method
from hodhod.domain.errors import RpcError
from hodhod.tl import TLFunction, functions, types
from hodhod.tl.generated.tables import LAYERS
from hodhod.tl.writers import version_of
from tests.api.bare_app import bare_app, caller

OURS = ("hodhod.api.background.", "hodhod.api.help.", "hodhod.api.langpack.")
STORED = frozenset({"help.getSupport"})
"""Of our methods those that need a store; they are tested with one."""

ALWAYS_REFUSED = frozenset(
    {
        "help.editUserInfo",
        "help.getUserInfo",
        "phone.checkGroupCall",
        "phone.getGroupCall",
        "phone.getGroupParticipants",
    }
)

REQUESTS: dict[str, dict[str, object]] = {
    "help.getAppConfig": {"hash": 0},
    "help.getCountriesList": {"lang_code": "fa", "hash": 0},
    "help.getPeerColors": {"hash": 0},
    "help.getPeerProfileColors": {"hash": 0},
    "help.getTimezonesList": {"hash": 0},
    "langpack.getDifference": {"lang_pack": "", "lang_code": "fa", "from_version": 0},
    "langpack.getLangPack": {"lang_pack": "", "lang_code": "en"},
    "langpack.getLanguage": {"lang_pack": "", "lang_code": "en"},
    "langpack.getStrings": {"lang_pack": "", "lang_code": "fa", "keys": ["hodhod_invite", "x"]},
    "messages.getAvailableReactions": {"hash": 0},
    "messages.getFactCheck": {"msg_id": [5, 6]},
    "messages.getWebPage": {"url": "https://example.org", "hash": 0},
    "users.getIsPremiumRequiredToContact": {"id": [types.InputUserSelf()] * 3},
    "users.getRequirementsToContact": {"id": [types.InputUserSelf()] * 3},
}
"""Arguments of the methods that look at theirs; the others get none."""


def our_methods() -> list[tuple[type[TLFunction], Method]]:
    return [
        (function, method)
        for function, method in handlers.load().items()
        if method.handler.__module__.startswith(OURS) and function.tl_name not in STORED
    ]


def request_of(function: type[TLFunction]) -> TLFunction:
    arguments = dict.fromkeys(function.__struct_fields__) | REQUESTS.get(function.tl_name, {})
    return function(**arguments)


@pytest.mark.parametrize(
    ("function", "method"), our_methods(), ids=lambda value: getattr(value, "tl_name", "")
)
async def test_each_answer_is_of_the_right_type_in_every_layer(
    function: type[TLFunction], method: Method
) -> None:
    app = bare_app()
    request = request_of(function)
    for layer in LAYERS:
        version = version_of(function, layer)
        if version is None:
            continue
        who = caller(layer)
        if function.tl_name in ALWAYS_REFUSED:
            with pytest.raises(RpcError):
                await method.handler(app, who, request)
            continue
        if function is functions.help.GetAppConfig and version[3] == "JSONValue":
            answer = await method.handler(app, who, functions.help.GetAppConfig())
        else:
            answer = await method.handler(app, who, request)
        data = tl.encode_result(cast("tl.Result", answer), function, layer)
        assert type_of(answer, layer) in (version[3], "list"), layer
        tl.decode_result(data, function, layer)


def type_of(answer: object, layer: int) -> str:
    if isinstance(answer, tl.TLObject):
        version = version_of(type(answer), layer)
        assert version is not None, f"layer {layer} has no {answer.tl_name}"
        return version[3]
    return "Bool" if isinstance(answer, bool) else type(answer).__name__


async def test_special_sticker_sets_are_empty_and_differ() -> None:
    names: list[types.TypeInputStickerSet] = [
        types.InputStickerSetAnimatedEmoji(),
        types.InputStickerSetAnimatedEmojiAnimations(),
        types.InputStickerSetPremiumGifts(),
        types.InputStickerSetEmojiGenericAnimations(),
        types.InputStickerSetEmojiDefaultStatuses(),
        types.InputStickerSetEmojiDefaultTopicIcons(),
        types.InputStickerSetEmojiChannelDefaultStatuses(),
        types.InputStickerSetTonGifts(),
        types.InputStickerSetDice(emoticon="🎲"),
        types.InputStickerSetDice(emoticon="🎯"),
    ]
    sets = [(await sticker_set(name)).set for name in names]
    assert len({one.id for one in sets}) == len(names)
    assert len({one.short_name for one in sets}) == len(names)
    assert all(one.count == 0 and one.access_hash for one in sets)


async def sticker_set(name: types.TypeInputStickerSet) -> types.messages.StickerSet:
    answer = await call(functions.messages.GetStickerSet(stickerset=name, hash=0))
    assert isinstance(answer, types.messages.StickerSet)
    return answer


async def test_the_balance_is_of_the_asked_currency() -> None:
    me = types.InputPeerSelf()
    ton = await call(functions.payments.GetStarsStatus(ton=True, peer=me))
    stars = await call(functions.payments.GetStarsStatus(peer=me))
    assert isinstance(ton, types.payments.StarsStatus)
    assert isinstance(stars, types.payments.StarsStatus)
    assert ton.balance == types.StarsTonAmount(amount=0)
    assert stars.balance == types.StarsAmount(amount=0, nanos=0)


async def call(request: TLFunction) -> object:
    return await handlers.load()[type(request)].handler(bare_app(), caller(), request)
