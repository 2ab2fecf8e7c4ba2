-- Boxes: what a user or a channel has received, and how far its owner has come. Every row is keyed
-- by the box first; all of a box is in one shard.

-- One row a box. Its row lock orders every change of the box, so pts and message ids have no
-- holes. log_n: updates without pts that were filed after the present pts. lowest_pts:
-- differences can be told from here on; what came before was cleared away.
CREATE TABLE shard.boxes (
    box_id bigint PRIMARY KEY,
    pts int NOT NULL DEFAULT 1,
    top_message int NOT NULL DEFAULT 0,
    qts int NOT NULL DEFAULT 2,
    log_n int NOT NULL DEFAULT 0,
    lowest_pts int NOT NULL DEFAULT 1
) WITH (fillfactor = 50);

-- Ids that all copies of one message share. Multiples of 4096 plus the shard's number, so that no
-- two shards ever give out the same one.
CREATE SEQUENCE shard.shared_ids INCREMENT BY 4096;
SELECT setval('shard.shared_ids', 4096 + substring('shard.shared_ids' FROM '[0-9]+')::bigint);

-- content: the TL message without what differs between boxes or changes by itself (hodhod.domain.
-- message says which fields). from_id is 0 where nobody is named: a channel's own posts.
-- pts: the box's pts with this message. counts: it is unread until read_inbox_max has passed it.
-- media_unread: its mention, voice or round video waits to be seen.
CREATE TABLE shard.messages (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    from_id bigint NOT NULL,
    shared_id bigint NOT NULL,
    random_id bigint,
    grouped_id bigint,
    msg_id int NOT NULL,
    pts int NOT NULL,
    date int NOT NULL,
    edit_date int,
    reply_to int,
    topic_id int,
    views int,
    forwards int,
    layer smallint NOT NULL,
    media_kind smallint,
    out boolean NOT NULL,
    pinned boolean NOT NULL DEFAULT false,
    mentioned boolean NOT NULL DEFAULT false,
    media_unread boolean NOT NULL DEFAULT false,
    silent boolean NOT NULL DEFAULT false,
    counts boolean NOT NULL DEFAULT false,
    reactions_unread boolean NOT NULL DEFAULT false,
    content bytea NOT NULL,
    reactions bytea,
    tokens tsvector,
    PRIMARY KEY (box_id, msg_id)
) WITH (fillfactor = 95);

CREATE UNIQUE INDEX messages_random ON shard.messages (box_id, random_id)
WHERE random_id IS NOT NULL;
CREATE UNIQUE INDEX messages_shared ON shard.messages (shared_id, box_id);
CREATE INDEX messages_peer ON shard.messages (box_id, peer_id, msg_id);
CREATE INDEX messages_media ON shard.messages (box_id, peer_id, media_kind, msg_id)
WHERE media_kind IS NOT NULL;
CREATE INDEX messages_pinned ON shard.messages (box_id, peer_id, msg_id) WHERE pinned;
CREATE INDEX messages_mentioned ON shard.messages (box_id, peer_id, msg_id)
WHERE mentioned AND media_unread;
CREATE INDEX messages_reacted ON shard.messages (box_id, peer_id, msg_id) WHERE reactions_unread;
CREATE INDEX messages_tokens ON shard.messages USING gin (box_id, tokens);

-- One row a chat of a box. top_message is null when the chat has no messages (any more); messages
-- counts them, unread_count those that came in after read_inbox_max: both are kept exact by every
-- function that adds or removes messages. pinned_order is null when the chat is not pinned.
CREATE TABLE shard.dialogs (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    top_message int,
    top_date int NOT NULL DEFAULT 0,
    messages int NOT NULL DEFAULT 0,
    read_inbox_max int NOT NULL DEFAULT 0,
    read_outbox_max int NOT NULL DEFAULT 0,
    unread_count int NOT NULL DEFAULT 0,
    unread_mentions int NOT NULL DEFAULT 0,
    unread_reactions int NOT NULL DEFAULT 0,
    folder_id smallint NOT NULL DEFAULT 0,
    pinned_order int,
    ttl_period int,
    draft_date int,
    unread_mark boolean NOT NULL DEFAULT false,
    draft bytea,
    notify bytea,
    PRIMARY KEY (box_id, peer_id)
) WITH (fillfactor = 70);

CREATE INDEX dialogs_order
ON shard.dialogs (box_id, folder_id, top_date DESC, top_message DESC, peer_id DESC)
WHERE top_message IS NOT NULL;

-- What changed, in order. n = 0: the change that made the pts what it is; n > 0: updates without
-- pts that came after it. kind: 0 the update itself, 1 a new message, 2 an edited message; of
-- messages only the id is here, so that what is deleted is gone.
CREATE TABLE shard.update_log (
    box_id bigint NOT NULL,
    pts int NOT NULL,
    n int NOT NULL,
    pts_count int NOT NULL,
    date int NOT NULL,
    msg_id int,
    kind smallint NOT NULL,
    layer smallint NOT NULL,
    update bytea,
    PRIMARY KEY (box_id, pts, n)
);
CREATE INDEX update_log_date ON shard.update_log USING brin (date);

-- Nodes where the owner of a box is connected. Lost in a crash, as the connections are.
CREATE UNLOGGED TABLE shard.online (
    box_id bigint NOT NULL,
    node text NOT NULL,
    PRIMARY KEY (box_id, node)
);
CREATE INDEX online_node ON shard.online (node);
