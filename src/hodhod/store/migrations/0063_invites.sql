-- Links that lead into groups and channels, who came by them, and who asks to be let in. All of it
-- is in the shard of the chat; what a link leads to is found by its hash.
CREATE TABLE main.invite_hashes (
    hash text PRIMARY KEY,
    peer_id bigint NOT NULL
);

-- usage: members who came by it and are still there. requested: those who wait. An admin has one
-- permanent link that is not revoked.
CREATE TABLE shard.invites (
    peer_id bigint NOT NULL,
    admin_id bigint NOT NULL,
    date int NOT NULL,
    start_date int,
    expire_date int,
    usage_limit int,
    usage int NOT NULL DEFAULT 0,
    requested int NOT NULL DEFAULT 0,
    permanent boolean NOT NULL,
    request_needed boolean NOT NULL,
    revoked boolean NOT NULL DEFAULT false,
    hash text NOT NULL,
    title text,
    PRIMARY KEY (peer_id, hash)
);
CREATE UNIQUE INDEX invites_permanent ON shard.invites (peer_id, admin_id)
WHERE permanent AND NOT revoked;
CREATE INDEX invites_listed ON shard.invites (
    peer_id, admin_id, revoked, date DESC, hash DESC
);

-- Members who came by a link.
CREATE TABLE shard.invite_joins (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    approved_by bigint NOT NULL DEFAULT 0,
    date int NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (peer_id, user_id)
);
CREATE INDEX invite_joins_listed ON shard.invite_joins (peer_id, hash, date DESC, user_id DESC);

-- Those who wait to be let in; without a hash they came without a link.
CREATE TABLE shard.join_requests (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    date int NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (peer_id, user_id)
);
CREATE INDEX join_requests_listed ON shard.join_requests (peer_id, date DESC, user_id DESC);
CREATE INDEX join_requests_of_link ON shard.join_requests (
    peer_id, hash, date DESC, user_id DESC
);

ALTER TABLE shard.chats ADD COLUMN requests int NOT NULL DEFAULT 0;
