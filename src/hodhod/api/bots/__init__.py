"""bots.*: what bots say of themselves, and what others ask of them."""
