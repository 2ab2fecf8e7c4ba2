"""stickers.*: making and changing sets."""
