"""MTProto 2.0, both roles, without I/O: bytes and the time go in, bytes and events come out.

    transport/    bytes of a connection    ⇄ payloads
    envelope      a payload                ⇄ a message under a key
    session       messages                 ⇄ requests, answers, acknowledgements
    handshake/    two strangers            → a key
    crypto/       what these are made of

Nothing in here knows sockets, clocks or chance: `now` (Unix time in seconds) and `entropy` (a
function from a number to so many unpredictable bytes) are arguments.

Source: https://core.telegram.org/mtproto
"""
