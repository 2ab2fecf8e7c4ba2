"""The objects of the Bot API."""
