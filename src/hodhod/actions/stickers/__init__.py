"""Stickers: sets, what people keep of them, and custom emoji."""
