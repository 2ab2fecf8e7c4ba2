"""users.*: people as they are shown."""
