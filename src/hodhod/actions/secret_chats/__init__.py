"""Secret chats: two devices agree on a key and talk; the server relays what it cannot read."""
