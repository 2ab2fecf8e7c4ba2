"""The commands, a module each; found by name."""
