-- What waits for the programs of bots that ask over HTTP. It is read out of the logs of their boxes
-- and chats when they ask; a cursor says how far each was read. allowed: the kinds of updates that
-- the bot wants, null for all but the noisy ones.
CREATE TABLE shard.bot_queues (
    bot_id bigint PRIMARY KEY,
    next_id bigint NOT NULL,
    allowed text[]
);

CREATE TABLE shard.bot_cursors (
    bot_id bigint NOT NULL,
    box_id bigint NOT NULL,
    pts int NOT NULL,
    n int NOT NULL,
    PRIMARY KEY (bot_id, box_id)
);

CREATE TABLE shard.bot_updates (
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    date int NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (bot_id, update_id)
);
CREATE INDEX bot_updates_date ON shard.bot_updates USING brin (date);
