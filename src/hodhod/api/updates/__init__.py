"""updates.*: where a box is, and what happened since."""
