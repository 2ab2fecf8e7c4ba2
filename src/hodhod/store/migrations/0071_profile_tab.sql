-- What the profile of a supergroup or channel shows first: TL profileTab, or nothing chosen.
ALTER TABLE shard.chats ADD COLUMN main_tab bytea;
