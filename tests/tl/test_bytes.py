"""Values and their bytes, written out by hand."""

from __future__ import annotations

import pytest

from hodhod import tl
from hodhod.tl import functions, mtproto, types

VECTORS = [
    # inputPeerUser#dde8a54c
    (
        types.InputPeerUser(user_id=1, access_hash=-2),
        "4ca5e8dd 0100000000000000 feffffffffffffff",
    ),
    # ping#7abe77ec
    (mtproto.Ping(ping_id=0x1122334455667788), "ec77be7a 8877665544332211"),
    # msgs_ack#62d6b459: a vector
    (mtproto.MsgsAck(msg_ids=(5,)), "59b4d662 15c4b51c 01000000 0500000000000000"),
    # vector and items of future_salts#ae500895 are bare
    (
        mtproto.FutureSalts(
            req_msg_id=7,
            now=8,
            salts=(mtproto.FutureSalt(valid_since=1, valid_until=2, salt=3),),
        ),
        "950850ae 0700000000000000 08000000 01000000 01000000 02000000 0300000000000000",
    ),
    # textPlain#744694e0 text:string, at each length modulo 4
    (types.TextPlain(text=""), "e0944674 00000000"),
    (types.TextPlain(text="abc"), "e0944674 03616263"),
    (types.TextPlain(text="abcd"), "e0944674 0461626364000000"),
    (types.TextPlain(text="سلام"), "e0944674 08 d8b3d984d8a7d985 000000"),
    (types.TextPlain(text="x" * 254), "e0944674 fefe0000" + "78" * 254 + "0000"),
    # account.updateStatus#6628562c
    (functions.account.UpdateStatus(offline=True), "2c562866 b5757299"),
    (functions.account.UpdateStatus(offline=False), "2c562866 379779bc"),
    # messageReplyHeader#1b97dd66 with flags 0, 4 and 9
    (
        types.MessageReplyHeader(
            quote=True, reply_to_msg_id=9, reply_to_peer_id=types.PeerUser(user_id=6)
        ),
        "66dd971b 11020000 09000000 22175159 0600000000000000",
    ),
]


@pytest.mark.parametrize(("value", "text"), VECTORS)
def test_a_value_has_these_bytes(value: tl.TLObject, text: str) -> None:
    data = bytes.fromhex(text.replace(" ", ""))

    assert tl.encode(value) == data
    assert tl.decode(data) == value


def test_a_field_named_like_a_keyword_has_an_underscore() -> None:
    user = types.User(id=1, self_=True)

    assert tl.decode(tl.encode(user)) == user


def test_a_prefix_is_decoded_with_the_position_behind_it() -> None:
    data = b"\1\2\3\4" + tl.encode(mtproto.Ping(ping_id=1)) + b"rest"

    assert tl.decode_prefix(data, 4) == (mtproto.Ping(ping_id=1), 16)


def test_an_older_version_of_a_constructor_is_read_in_the_newest_form() -> None:
    # poll#86e18161 of layers 150 to 177, whose question is a string
    text = "6181e186 0500000000000000 00000000 03776879 15c4b51c 00000000"
    data = bytes.fromhex(text.replace(" ", ""))
    question = types.TextWithEntities(text="why", entities=())
    poll = types.Poll(id=5, question=question, answers=())

    assert tl.decode(data) == poll
    assert tl.encode(poll, 150) == data


def test_a_function_knows_its_name_and_result() -> None:
    assert functions.messages.SendMessage.tl_name == "messages.sendMessage"
    assert functions.messages.SendMessage.tl_result == "Updates"
    assert functions.messages.SendMessage in tl.FUNCTIONS
    assert mtproto.Ping not in tl.FUNCTIONS
