-- What every later table may use.

-- Words of a message and the box they are in share one GIN index.
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA pg_catalog;
