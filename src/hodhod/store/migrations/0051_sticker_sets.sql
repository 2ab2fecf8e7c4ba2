-- Sticker sets: stickers, masks and custom emoji that somebody made for everybody.

-- Above the ids of the sets that are known by their purpose.
CREATE SEQUENCE main.sticker_set_ids START 10000000001;

-- kind: 0 stickers, 1 masks, 2 custom emoji. maker_id: the owner, or the bot that made it for them.
-- version grows with every change. stickers, mime_types and cover_id follow main.stickers, so that
-- a list of sets needs no look into them. tokens: words of the title and the short name.
CREATE TABLE main.sticker_sets (
    set_id bigint PRIMARY KEY,
    owner_id bigint NOT NULL,
    maker_id bigint NOT NULL,
    created_at bigint NOT NULL,
    cover_id bigint,
    thumb_file_id bigint,
    thumb_document_id bigint,
    version int NOT NULL DEFAULT 1,
    stickers int NOT NULL DEFAULT 0,
    thumb_side int NOT NULL DEFAULT 0,
    thumb_size int NOT NULL DEFAULT 0,
    thumb_version int NOT NULL DEFAULT 0,
    kind smallint NOT NULL,
    text_color boolean NOT NULL,
    short_name text NOT NULL,
    title text NOT NULL,
    thumb_type text NOT NULL DEFAULT '',
    mime_types text[] NOT NULL DEFAULT '{}',
    tokens tsvector NOT NULL
);
CREATE INDEX sticker_sets_owner ON main.sticker_sets (owner_id, set_id);
CREATE INDEX sticker_sets_thumb ON main.sticker_sets (thumb_file_id)
WHERE thumb_file_id IS NOT NULL;
CREATE INDEX sticker_sets_tokens ON main.sticker_sets USING gin (tokens);

-- short name (lower case) → set; its own key, so that a name is unique across shards.
CREATE TABLE main.sticker_set_names (
    name text PRIMARY KEY,
    set_id bigint NOT NULL
);

-- Sets that the operator shows to everybody, the newest first.
CREATE TABLE main.featured_sets (
    set_id bigint PRIMARY KEY,
    featured_at bigint NOT NULL
);

-- found_by: plain emoji, and the words of the keywords.
CREATE TABLE main.stickers (
    set_id bigint NOT NULL,
    document_id bigint NOT NULL,
    position int NOT NULL,
    kind smallint NOT NULL,
    mime_type text NOT NULL,
    emoji text[] NOT NULL,
    keywords text[] NOT NULL,
    found_by text[] NOT NULL,
    mask bytea,
    PRIMARY KEY (set_id, document_id)
);
CREATE INDEX stickers_document ON main.stickers (document_id);
CREATE INDEX stickers_found_by ON main.stickers USING gin (found_by);

-- Stickers that were put on a photo or a video before it was uploaded; gone with it.
CREATE TABLE main.attached_stickers (
    file_id bigint PRIMARY KEY,
    document_ids bigint[] NOT NULL
);
CREATE INDEX attached_stickers_documents ON main.attached_stickers USING gin (document_ids);
