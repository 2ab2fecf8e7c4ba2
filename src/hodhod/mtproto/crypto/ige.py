"""AES-256-IGE, the cipher of messages and of the handshake.

Source: https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector
"""

from __future__ import annotations

import cryptg


def encrypt(plain: bytes, key: bytes, iv: bytes) -> bytes:
    """Encrypts whole blocks of 16 bytes with a key and an initialisation vector of 32 bytes."""
    if len(plain) % 16:
        raise ValueError("IGE works on blocks of 16 bytes")
    encrypted: bytes = cryptg.encrypt_ige(plain, key, iv)
    return encrypted


def decrypt(encrypted: bytes, key: bytes, iv: bytes) -> bytes:
    """Decrypts whole blocks of 16 bytes with a key and an initialisation vector of 32 bytes."""
    if len(encrypted) % 16:
        raise ValueError("IGE works on blocks of 16 bytes")
    plain: bytes = cryptg.decrypt_ige(encrypted, key, iv)
    return plain
