"""Messages: writing, changing, reading and finding them."""
