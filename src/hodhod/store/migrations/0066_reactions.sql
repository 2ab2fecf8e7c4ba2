-- Reactions in supergroups and channels: a row for each of those who reacted. What everybody is
-- shown (how many of each kind, and the last few) is kept beside the message, so that a message
-- with a hundred thousand reactions is read, and reacted to, at the cost of one with a few.

-- reaction: TL Reaction. peer_id: who is shown to have reacted, the chat itself for a hidden admin.
CREATE TABLE shard.reactions (
    box_id bigint NOT NULL,
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    msg_id int NOT NULL,
    date int NOT NULL,
    big boolean NOT NULL,
    reaction bytea NOT NULL,
    PRIMARY KEY (box_id, msg_id, user_id)
);
CREATE INDEX reactions_newest ON shard.reactions (box_id, msg_id, date DESC, user_id DESC);
CREATE INDEX reactions_kind ON shard.reactions (
    box_id, msg_id, reaction, date DESC, user_id DESC
);
CREATE INDEX reactions_user ON shard.reactions (box_id, user_id, msg_id DESC);

-- Messages of a chat that somebody reacted to: in basic groups each copy holds all of it.
CREATE INDEX messages_with_reactions ON shard.messages (box_id, peer_id, msg_id)
WHERE reactions IS NOT NULL;
