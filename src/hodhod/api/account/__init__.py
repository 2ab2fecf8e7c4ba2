"""account.*: the settings of one's own account."""
