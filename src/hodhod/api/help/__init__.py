"""help.*: what the server tells clients about itself."""
