-- Where updates of a bot are brought to: JSON as `botapi/updates/webhook.py` has it, null for
-- nowhere; what went wrong last; which node brings them, and until when it said so.
ALTER TABLE shard.bot_queues ADD COLUMN webhook bytea;
ALTER TABLE shard.bot_queues ADD COLUMN error text;
ALTER TABLE shard.bot_queues ADD COLUMN error_at int;
ALTER TABLE shard.bot_queues ADD COLUMN node text;
ALTER TABLE shard.bot_queues ADD COLUMN node_until int NOT NULL DEFAULT 0;
