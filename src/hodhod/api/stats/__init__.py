"""stats.* of the API."""
