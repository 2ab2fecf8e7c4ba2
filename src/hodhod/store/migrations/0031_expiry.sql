-- Messages that delete themselves at a time.
CREATE TABLE shard.expiring (
    box_id bigint NOT NULL,
    msg_id int NOT NULL,
    expires_at int NOT NULL,
    PRIMARY KEY (box_id, msg_id)
);
CREATE INDEX expiring_at ON shard.expiring (expires_at);

-- When messages of a box's owner were read, in private chats: those up to max_id at that date.
CREATE TABLE shard.outbox_reads (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    max_id int NOT NULL,
    date int NOT NULL,
    PRIMARY KEY (box_id, peer_id, max_id)
);
CREATE INDEX outbox_reads_date ON shard.outbox_reads USING brin (date);
