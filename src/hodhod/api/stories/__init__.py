"""stories.*: what is posted for a while."""
