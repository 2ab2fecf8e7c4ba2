"""messages.startBot, getBotCallbackAnswer, setBotCallbackAnswer.

Source: https://core.telegram.org/api/bots/buttons
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.bots.callbacks import CallbackAnswer, answer_press, press
from hodhod.actions.bots.starting import start
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import peer_of_user
from hodhod.tl import functions, types


@rpc(functions.messages.GetBotCallbackAnswer, access=USER)
async def get_bot_callback_answer(
    app: App, caller: Caller, request: functions.messages.GetBotCallbackAnswer
) -> types.messages.BotCallbackAnswer:
    """Press a button below a message, and wait for what its bot says."""
    if request.game or request.data is None:
        raise bad_request("DATA_INVALID")
    peer = await access_peer(app, caller, request.peer)
    data = bytes(request.data)
    return await press(app, caller, peer, request.msg_id, data, proof=request.password)


@rpc(functions.messages.SetBotCallbackAnswer, access=BOT)
async def set_bot_callback_answer(
    app: App, caller: Caller, request: functions.messages.SetBotCallbackAnswer
) -> bool:
    """Say something to whoever pressed a button."""
    answer = CallbackAnswer(
        text=request.message or "",
        url=request.url,
        alert=request.alert,
        cache_time=request.cache_time,
    )
    await answer_press(app, caller, request.query_id, answer)
    return True


@rpc(functions.messages.StartBot, access=USER)
async def start_bot(
    app: App, caller: Caller, request: functions.messages.StartBot
) -> types.TypeUpdates:
    """Begin with a bot, perhaps in a group."""
    if not request.random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    bot = await access_user(app, caller, request.bot)
    alone = isinstance(request.peer, types.InputPeerEmpty)
    peer = peer_of_user(bot.user_id) if alone else await access_peer(app, caller, request.peer)
    return await start(
        app, caller, bot, peer, param=request.start_param, random_id=request.random_id
    )
