"""RPC handlers of the Telegram API: a package a TL namespace, a file a topic."""
