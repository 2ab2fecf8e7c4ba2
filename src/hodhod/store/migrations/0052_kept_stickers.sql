-- What people keep of stickers: the sets they installed, and lists of single stickers and GIFs.

-- The highest rank comes first. kind as in main.sticker_sets.
CREATE TABLE shard.installed_sets (
    box_id bigint NOT NULL,
    set_id bigint NOT NULL,
    rank int NOT NULL,
    installed_at int NOT NULL,
    kind smallint NOT NULL,
    archived boolean NOT NULL,
    PRIMARY KEY (box_id, set_id)
);

-- list: 0 recent stickers, 1 stickers put on photos of late, 2 favourite stickers, 3 saved GIFs.
CREATE TABLE shard.kept_documents (
    box_id bigint NOT NULL,
    document_id bigint NOT NULL,
    rank int NOT NULL,
    date int NOT NULL,
    list smallint NOT NULL,
    PRIMARY KEY (box_id, list, document_id)
);
CREATE INDEX kept_documents_order ON shard.kept_documents (box_id, list, rank);
CREATE INDEX kept_documents_document ON shard.kept_documents (document_id);

-- Sets on display that the owner of a box has looked at.
CREATE TABLE shard.featured_seen (
    box_id bigint NOT NULL,
    set_id bigint NOT NULL,
    PRIMARY KEY (box_id, set_id)
);
