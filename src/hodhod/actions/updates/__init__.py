"""Updates: what changed, for those who are here and those who come back."""
