"""From TL to the objects of the Bot API."""
