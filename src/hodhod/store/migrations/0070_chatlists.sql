-- Folders that are shared by links. They are kept where the folders themselves are.
CREATE TABLE main.chatlists (
    user_id bigint NOT NULL,
    folder_id int NOT NULL,
    date int NOT NULL,
    slug text PRIMARY KEY,
    title text NOT NULL,
    peers bigint[] NOT NULL
);
CREATE INDEX chatlists_of_user ON main.chatlists (user_id, folder_id, date, slug);

-- Folders that came by a link. came: chats that their owner joined with it. hidden: chats of the
-- link that they have seen and need not be told of again.
CREATE TABLE main.chatlist_joins (
    user_id bigint NOT NULL,
    folder_id int NOT NULL,
    slug text NOT NULL,
    came bigint[] NOT NULL,
    hidden bigint[] NOT NULL,
    PRIMARY KEY (user_id, folder_id),
    UNIQUE (user_id, slug)
);

-- The words in the titles of public supergroups and channels: what strangers find them by.
CREATE TABLE shard.public_titles (
    peer_id bigint PRIMARY KEY,
    tokens tsvector NOT NULL
);
CREATE INDEX public_titles_tokens ON shard.public_titles USING gin (tokens);
