-- Photos and documents: what they are (TL, without what is computed) and where their bytes are.
CREATE SEQUENCE main.file_ids START 1000001;

-- value: TL photo or document with access_hash 0, no file_reference and dc_id 0.
-- sizes and keys go together: the blob of each size, "" for a document's own bytes.
CREATE TABLE main.files (
    file_id bigint PRIMARY KEY DEFAULT nextval('main.file_ids'),
    owner_id bigint NOT NULL,
    created_at bigint NOT NULL,
    value bytea NOT NULL,
    sizes text[] NOT NULL,
    keys text[] NOT NULL,
    lengths bigint[] NOT NULL,
    sha256 bytea
);

CREATE TABLE main.profile_photos (
    user_id bigint NOT NULL,
    file_id bigint NOT NULL,
    date bigint NOT NULL,
    PRIMARY KEY (user_id, file_id)
);
