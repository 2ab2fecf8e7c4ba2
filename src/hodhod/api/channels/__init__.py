"""Supergroups and channels: the methods of the namespace channels."""
