"""Bots as others have written them, each a process in an environment with its library."""
