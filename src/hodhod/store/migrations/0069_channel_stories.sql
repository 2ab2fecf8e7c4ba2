-- Stories of supergroups and channels: until when a chat has any that are active, kept beside it so
-- that the objects of all others cost nothing more. 0 for none.
ALTER TABLE shard.chats ADD COLUMN stories_until int NOT NULL DEFAULT 0;
