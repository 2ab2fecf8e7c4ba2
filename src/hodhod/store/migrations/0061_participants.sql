-- Finding members by what they are called, and which of them are bots. words: what
-- hodhod.domain.search_text files a name under; they go with the member.
ALTER TABLE shard.members ADD COLUMN is_bot boolean NOT NULL DEFAULT false;
CREATE INDEX members_bots ON shard.members (peer_id, date DESC, user_id) WHERE is_bot;

CREATE TABLE shard.member_names (
    peer_id bigint NOT NULL,
    user_id bigint NOT NULL,
    word text COLLATE "C" NOT NULL,
    PRIMARY KEY (peer_id, word, user_id),
    FOREIGN KEY (peer_id, user_id) REFERENCES shard.members (peer_id, user_id) ON DELETE CASCADE
);
CREATE INDEX member_names_member ON shard.member_names (peer_id, user_id);

-- Chats whose owner has left: who owns them from due_at on, unless the owner comes back.
CREATE TABLE shard.heirs (
    peer_id bigint PRIMARY KEY,
    owner_id bigint NOT NULL,
    heir_id bigint NOT NULL,
    due_at int NOT NULL
);
CREATE INDEX heirs_due ON shard.heirs (due_at);

-- Chats that were deleted, and whose members and messages are still to be cleared away.
CREATE TABLE shard.ended_chats (
    peer_id bigint PRIMARY KEY,
    ended_at int NOT NULL
);

-- Supergroups and channels that a person has left, in the shard of the person's box: an export of
-- one's data names them.
CREATE TABLE shard.left_chats (
    box_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    date int NOT NULL,
    PRIMARY KEY (box_id, peer_id)
);
