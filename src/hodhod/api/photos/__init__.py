"""photos.*: profile photos."""
