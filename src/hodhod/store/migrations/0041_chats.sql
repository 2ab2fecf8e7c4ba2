-- Groups and channels. All of a chat is in the shard of its own peer: what it is, who is in it, and
-- for supergroups and channels its box.

-- The values are those of hodhod.domain.chat.Chat. kind: 1 basic group, 2 supergroup, 3 channel.
-- default_ban: flags of chatBannedRights. read_max, read_by, read_second: up to where anybody has
-- read it, who that is, and up to where anybody else has.
CREATE TABLE shard.chats (
    peer_id bigint PRIMARY KEY,
    creator_id bigint NOT NULL,
    migrated_to bigint,
    migrated_from bigint,
    linked_id bigint,
    photo_id bigint,
    read_by bigint NOT NULL DEFAULT 0,
    created_at int NOT NULL,
    members int NOT NULL DEFAULT 0,
    version int NOT NULL DEFAULT 1,
    default_ban int NOT NULL DEFAULT 0,
    migrated_max int,
    slowmode_s int NOT NULL DEFAULT 0,
    reactions_limit int,
    ttl_period int,
    read_max int NOT NULL DEFAULT 0,
    read_second int NOT NULL DEFAULT 0,
    kind smallint NOT NULL,
    deleted boolean NOT NULL DEFAULT false,
    noforwards boolean NOT NULL DEFAULT false,
    signatures boolean NOT NULL DEFAULT false,
    profiles boolean NOT NULL DEFAULT false,
    prehistory_hidden boolean NOT NULL DEFAULT false,
    forum boolean NOT NULL DEFAULT false,
    join_to_send boolean NOT NULL DEFAULT false,
    join_request boolean NOT NULL DEFAULT false,
    members_hidden boolean NOT NULL DEFAULT false,
    antispam boolean NOT NULL DEFAULT false,
    title text NOT NULL,
    about text NOT NULL DEFAULT '',
    username text,
    photo bytea,
    reactions bytea
) WITH (fillfactor = 70);

-- One row a person who is in a chat, or against whom something is held there. role: 1 member,
-- 2 admin, 3 creator, 4 restricted, 5 banned. admin, ban: flags of the wire. min_id: messages up to
-- this one are not shown to them.
CREATE TABLE shard.members (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    inviter_id bigint NOT NULL DEFAULT 0,
    promoted_by bigint NOT NULL DEFAULT 0,
    banned_by bigint NOT NULL DEFAULT 0,
    date int NOT NULL,
    admin int NOT NULL DEFAULT 0,
    ban int NOT NULL DEFAULT 0,
    until int NOT NULL DEFAULT 2147483647,
    min_id int NOT NULL DEFAULT 0,
    read_max int NOT NULL DEFAULT 0,
    last_sent int NOT NULL DEFAULT 0,
    role smallint NOT NULL,
    joined boolean NOT NULL,
    via_request boolean NOT NULL DEFAULT false,
    rank text NOT NULL DEFAULT '',
    PRIMARY KEY (peer_id, user_id)
) WITH (fillfactor = 80);

CREATE INDEX members_recent ON shard.members (peer_id, date DESC, user_id) WHERE joined;
CREATE INDEX members_special ON shard.members (peer_id, role, date) WHERE role <> 1;

-- The chats that a person is in, in the shard of the person's box.
CREATE TABLE shard.memberships (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    date int NOT NULL,
    PRIMARY KEY (box_id, peer_id)
);

-- What concerns one member in a supergroup or channel, and whether they have seen it. kind: 1 a
-- mention, 2 a reaction to a message of theirs.
CREATE TABLE shard.marks (
    box_id bigint NOT NULL,
    user_id bigint NOT NULL,
    msg_id int NOT NULL,
    kind smallint NOT NULL,
    seen boolean NOT NULL DEFAULT false,
    PRIMARY KEY (box_id, user_id, kind, msg_id)
);
CREATE INDEX marks_unseen ON shard.marks (box_id, user_id, kind, msg_id) WHERE NOT seen;
CREATE INDEX marks_message ON shard.marks (box_id, msg_id);

-- Who wrote a message in a box that is not the writer's own.
ALTER TABLE shard.messages ADD COLUMN author_id bigint;
CREATE INDEX messages_author ON shard.messages (box_id, author_id, msg_id)
WHERE author_id IS NOT NULL;
CREATE INDEX messages_topic ON shard.messages (box_id, topic_id, msg_id)
WHERE topic_id IS NOT NULL;
