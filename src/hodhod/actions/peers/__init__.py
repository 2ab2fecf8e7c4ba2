"""Peers: from what a client names to what the store knows, and back."""
