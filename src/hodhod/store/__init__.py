"""The database: the only package that knows there is PostgreSQL underneath."""
