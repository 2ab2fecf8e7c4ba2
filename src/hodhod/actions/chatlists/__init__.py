"""Folders that are shared by links."""
