-- What admins did in supergroups and channels, and what was done to messages there, for two days.

CREATE SEQUENCE shard.admin_log_ids;

-- The newest deeds have the highest numbers: the chat's box is locked while one is written. kind:
-- bit of channelAdminLogEventsFilter. content: TL ChannelAdminLogEventAction.
CREATE TABLE shard.admin_log (
    peer_id bigint NOT NULL,
    event_id bigint NOT NULL,
    user_id bigint NOT NULL,
    date int NOT NULL,
    kind smallint NOT NULL,
    tokens tsvector,
    content bytea NOT NULL,
    PRIMARY KEY (peer_id, event_id)
);
CREATE INDEX admin_log_kinds ON shard.admin_log (peer_id, kind, event_id DESC);
CREATE INDEX admin_log_age ON shard.admin_log (date);
CREATE INDEX admin_log_files ON shard.admin_log USING gin (main.files_in(content))
WHERE main.names_files(content);
CREATE TRIGGER admin_log_dropped AFTER DELETE ON shard.admin_log
FOR EACH ROW WHEN (main.names_files(old.content)) EXECUTE FUNCTION shard.drop_files();

-- How a supergroup or channel looks: its set of stickers and of custom emoji; TL peerColor of its
-- name and of its profile; TL emojiStatus.
ALTER TABLE shard.chats ADD COLUMN stickers_id bigint;
ALTER TABLE shard.chats ADD COLUMN emoji_stickers_id bigint;
ALTER TABLE shard.chats ADD COLUMN color bytea;
ALTER TABLE shard.chats ADD COLUMN profile_color bytea;
ALTER TABLE shard.chats ADD COLUMN emoji_status bytea;
