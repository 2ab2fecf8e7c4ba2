"""Signing in: codes, accounts, passwords, QR codes, and the list of one's logins."""
