-- What links lead to, as it was read once, and the messages that wait for it.
CREATE SEQUENCE main.web_page_ids START 1000001;

-- value: TL webPage without what is computed; null with fetched_at: there is nothing to show.
CREATE TABLE main.web_pages (
    page_id bigint PRIMARY KEY DEFAULT nextval('main.web_page_ids'),
    url text NOT NULL,
    created_at bigint NOT NULL,
    fetched_at bigint,
    value bytea
);
CREATE INDEX web_pages_url ON main.web_pages (url, page_id);
CREATE INDEX web_pages_age ON main.web_pages (created_at);

-- Messages that carry a page that is being read, named before they have an id: by their sender's
-- own number for them, in the box that it belongs to.
CREATE TABLE main.web_page_waits (
    page_id bigint NOT NULL,
    box_id bigint NOT NULL,
    random_id bigint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (page_id, box_id, random_id)
);
CREATE INDEX web_page_waits_age ON main.web_page_waits (created_at);

-- Which files are in use is found out, not counted: a statement that forgets to count loses
-- somebody's photo. A file that nothing names is hidden first (gone_at), and removed later.
ALTER TABLE main.files ADD COLUMN gone_at bigint;
CREATE INDEX files_keys ON main.files USING gin (keys);
CREATE INDEX files_sha256 ON main.files (sha256) WHERE sha256 IS NOT NULL;

-- When each file is looked at next.
CREATE TABLE main.file_checks (
    file_id bigint PRIMARY KEY,
    due_at bigint NOT NULL
);
CREATE INDEX file_checks_due ON main.file_checks (due_at);

-- Files that something stopped naming; shards have a table of their own. Written by triggers, and
-- without a key: whoever deletes waits for nobody.
CREATE TABLE main.dropped_files (
    file_id bigint NOT NULL
);

-- Blobs that no file leads to. deleted_at: when it was deleted; kept a while for those who found it
-- there just before.
CREATE TABLE main.doomed_blobs (
    key text PRIMARY KEY,
    due_at bigint NOT NULL,
    deleted_at bigint
);
CREATE INDEX doomed_blobs_due ON main.doomed_blobs (due_at);

-- Whether TL bytes name files: constructors of photos, documents, and what leads to them, as
-- main.files_in has them.
CREATE FUNCTION main.names_files(p_content bytea) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT
        position('\x657a19fb'::bytea IN p_content) > 0
        OR position('\xd8c4d48f'::bytea IN p_content) > 0
        OR position('\x4ab9b33b'::bytea IN p_content) > 0
        OR position('\x75b5bf1a'::bytea IN p_content) > 0
        OR position('\xf805cfc8'::bytea IN p_content) > 0
        OR position('\x06f7d182'::bytea IN p_content) > 0
        OR position('\x111c6e1c'::bytea IN p_content) > 0
        OR position('\x73fc3589'::bytea IN p_content) > 0
        OR position('\x8a06ffe7'::bytea IN p_content) > 0
        OR position('\xd88c00a8'::bytea IN p_content) > 0
$$;

-- The files that TL bytes name: the id behind each constructor that leads to a file. Bytes that
-- look like one by chance keep a file too long, never too short.
--
--     constructor u32, other fields (skips), id u64
CREATE FUNCTION main.files_in(p_content bytea) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    -- photo, document, inputPhoto, inputDocument, messageEntityCustomEmoji, userProfilePhoto,
    -- chatPhoto, reactionCustomEmoji, emojiStatus, encryptedFile
    kinds CONSTANT bytea[] := ARRAY[
        '\x657a19fb', '\xd8c4d48f', '\x4ab9b33b', '\x75b5bf1a', '\xf805cfc8', '\x06f7d182',
        '\x111c6e1c', '\x73fc3589', '\x8a06ffe7', '\xd88c00a8'
    ];
    skips CONSTANT int[] := ARRAY[4, 4, 0, 0, 8, 4, 4, 0, 4, 0];
    found bigint[] := '{}';
    v_at int;
    v_place int;
    v_id bigint;
BEGIN
    FOR v_kind IN 1 .. array_length(kinds, 1) LOOP
        v_at := 0;
        LOOP
            v_place := position(kinds[v_kind] IN substring(p_content FROM v_at + 1));
            EXIT WHEN v_place = 0;
            v_at := v_at + v_place + 3;
            EXIT WHEN v_at + skips[v_kind] + 8 > octet_length(p_content);
            v_id := 0;
            FOR v_byte IN REVERSE 7 .. 0 LOOP
                v_id := (v_id << 8) | get_byte(p_content, v_at + skips[v_kind] + v_byte);
            END LOOP;
            found := found || v_id;
        END LOOP;
    END LOOP;
    RETURN found;
END
$$;

-- Those of some files that a column names. form: bytes (TL), id, or ids.
CREATE FUNCTION main.used_files(
    p_schema text, p_table text, p_column text, p_form text, p_files bigint[]
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE p_form
        WHEN 'bytes' THEN
            RETURN QUERY EXECUTE format(
                'SELECT DISTINCT f FROM %1$I.%2$I AS t'
                ' CROSS JOIN LATERAL unnest(main.files_in(t.%3$I)) AS f'
                ' WHERE main.names_files(t.%3$I) AND main.files_in(t.%3$I) && $1 AND f = ANY($1)',
                p_schema, p_table, p_column
            ) USING p_files;
        WHEN 'id' THEN
            RETURN QUERY EXECUTE format(
                'SELECT DISTINCT t.%3$I FROM %1$I.%2$I AS t WHERE t.%3$I = ANY($1)',
                p_schema, p_table, p_column
            ) USING p_files;
        ELSE
            RETURN QUERY EXECUTE format(
                'SELECT DISTINCT f FROM %1$I.%2$I AS t'
                ' CROSS JOIN LATERAL unnest(t.%3$I) AS f WHERE t.%3$I && $1 AND f = ANY($1)',
                p_schema, p_table, p_column
            ) USING p_files;
    END CASE;
END
$$;

-- A new file is looked at after a day: by then it was sent, or it never will be. The file of a
-- secret chat waits half a year, since nobody here sees whether a device still wants it. The lock
-- keeps its blobs from being deleted at this very moment.
CREATE FUNCTION main.expect_file() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(k, 0)) FROM unnest(new.keys) AS k;
    INSERT INTO main.file_checks (file_id, due_at)
    VALUES (
        new.file_id,
        new.created_at
        + CASE WHEN substring(new.value FROM 1 FOR 4) = '\xd88c00a8' THEN 15552000 ELSE 86400 END
    )
    ON CONFLICT DO NOTHING;
    RETURN new;
END
$$;
CREATE TRIGGER files_expected BEFORE INSERT ON main.files
FOR EACH ROW EXECUTE FUNCTION main.expect_file();
INSERT INTO main.file_checks (file_id, due_at)
SELECT file_id, created_at + 86400 FROM main.files;

CREATE FUNCTION main.drop_profile_photo() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO main.dropped_files (file_id) VALUES (old.file_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER profile_photos_dropped AFTER DELETE ON main.profile_photos
FOR EACH ROW EXECUTE FUNCTION main.drop_profile_photo();

-- TL userProfilePhoto: what those are shown who may not see the profile photo; and what somebody
-- sees of a contact instead of their photo.
ALTER TABLE main.users ADD COLUMN fallback_photo bytea;
ALTER TABLE main.contacts ADD COLUMN photo bytea;
CREATE INDEX users_fallback_files ON main.users USING gin (main.files_in(fallback_photo))
WHERE main.names_files(fallback_photo);
CREATE INDEX contacts_photo_files ON main.contacts USING gin (main.files_in(photo))
WHERE main.names_files(photo);
