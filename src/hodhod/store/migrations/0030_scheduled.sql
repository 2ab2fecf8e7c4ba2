-- Messages that wait for their time. They have ids of their own, counted from 1 for each box.
-- content: the TL message as its owner is shown it. random_id: the sender's own number for it.
CREATE TABLE shard.scheduled (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    random_id bigint NOT NULL,
    msg_id int NOT NULL,
    date int NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (box_id, msg_id)
);
CREATE UNIQUE INDEX scheduled_random ON shard.scheduled (box_id, random_id);
CREATE INDEX scheduled_peer ON shard.scheduled (box_id, peer_id);
CREATE INDEX scheduled_date ON shard.scheduled (date);

-- The last id that a box's scheduled messages were given. Clients take ids below 2^18 only, so the
-- count begins again after that.
CREATE TABLE shard.scheduled_ids (
    box_id bigint PRIMARY KEY,
    last_id int NOT NULL
);
