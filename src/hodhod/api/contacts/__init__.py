"""contacts.*: whom one knows, finds and blocks."""
