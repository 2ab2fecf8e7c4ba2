"""The ciphers and numbers that MTProto is made of."""
