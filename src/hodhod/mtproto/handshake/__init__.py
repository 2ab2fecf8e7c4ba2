"""Two strangers make a key.

    client                                     server
    req_pq_multi(nonce)                     →
                                            ←  resPQ(server_nonce, pq, fingerprints)
    req_DH_params(p, q, RSA(new_nonce))     →
                                            ←  server_DH_params_ok(AES(g, p, g_a, time))
    set_client_DH_params(AES(g_b))          →
                                            ←  dh_gen_ok | dh_gen_retry

Source: https://core.telegram.org/mtproto/auth_key
"""

from hodhod.mtproto.handshake.client import HandshakeClient, KeyMade
from hodhod.mtproto.handshake.server import HandshakeTable
from hodhod.mtproto.handshake.steps import Answer, Step, StoreKey, Wait, Work

__all__ = [
    "Answer",
    "HandshakeClient",
    "HandshakeTable",
    "KeyMade",
    "Step",
    "StoreKey",
    "Wait",
    "Work",
]
