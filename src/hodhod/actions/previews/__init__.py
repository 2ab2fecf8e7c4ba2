"""Previews of links in messages: found, waited for, shown."""
