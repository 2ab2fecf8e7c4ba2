"""Bots: accounts that programs speak for."""
