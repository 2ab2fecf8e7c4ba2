"""AES-256-CTR, the cipher of the obfuscated transport, one direction of one connection."""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

_BLOCK = 16


class AesCtr:
    """A key stream that goes on where it stopped.

    A cipher context takes 1.1 kB, which thousands of silent connections would hold for nothing;
    `rest` gives it back, and the next byte makes it again in some 4 µs.

    Args:
        key: 32 bytes.
        iv: 16 bytes, the first counter, big-endian.
    """

    __slots__ = ("_context", "_key", "_nonce", "_position")

    def __init__(self, key: bytes, iv: bytes) -> None:
        self._key = key
        self._nonce = iv
        self._position = 0
        self._context: CipherContext | None = None

    def apply(self, data: bytes | bytearray) -> bytes:
        """Encrypts or decrypts, which is the same, the next bytes of the stream."""
        context = self._context or self._resume()
        self._position += len(data)
        return context.update(data)

    def rest(self) -> None:
        """Lets go of the cipher context until it is needed again."""
        self._context = None

    def _resume(self) -> CipherContext:
        blocks, inside = divmod(self._position, _BLOCK)
        counter = (int.from_bytes(self._nonce, "big") + blocks) % (1 << 128)
        cipher = Cipher(algorithms.AES(self._key), modes.CTR(counter.to_bytes(_BLOCK, "big")))
        self._context = cipher.encryptor()
        self._context.update(bytes(inside))
        return self._context
