-- What happened in supergroups and channels on each day (UTC): what their statistics show. A row a
-- day in which there was anything.
CREATE TABLE shard.channel_days (
    box_id bigint NOT NULL,
    day int NOT NULL,
    views int NOT NULL DEFAULT 0,
    shares int NOT NULL DEFAULT 0,
    came int NOT NULL DEFAULT 0,
    gone int NOT NULL DEFAULT 0,
    PRIMARY KEY (box_id, day)
) WITH (fillfactor = 80);
