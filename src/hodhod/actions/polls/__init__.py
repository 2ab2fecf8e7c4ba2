"""Polls: asking, voting, and telling of what came of it."""
