"""upload.*: files up and down."""
