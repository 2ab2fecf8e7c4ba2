"""People: accounts and how each viewer sees them."""
