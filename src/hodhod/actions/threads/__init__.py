"""Threads of supergroups: comments of posts, answers, and the topics of forums."""
