-- Where files are named, found by file; and what stopped naming one.
CREATE INDEX messages_files ON shard.messages USING gin (main.files_in(content))
WHERE main.names_files(content);
CREATE INDEX scheduled_files ON shard.scheduled USING gin (main.files_in(content))
WHERE main.names_files(content);
CREATE INDEX dialogs_draft_files ON shard.dialogs USING gin (main.files_in(draft))
WHERE main.names_files(draft);

CREATE TABLE shard.dropped_files (
    file_id bigint NOT NULL
);

CREATE FUNCTION shard.drop_files() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shard.dropped_files (file_id) SELECT unnest(main.files_in(old.content));
    RETURN NULL;
END
$$;
CREATE TRIGGER messages_dropped AFTER DELETE ON shard.messages
FOR EACH ROW WHEN (main.names_files(old.content)) EXECUTE FUNCTION shard.drop_files();
CREATE TRIGGER messages_changed AFTER UPDATE OF content ON shard.messages
FOR EACH ROW WHEN (old.content IS DISTINCT FROM new.content AND main.names_files(old.content))
EXECUTE FUNCTION shard.drop_files();
CREATE TRIGGER scheduled_dropped AFTER DELETE ON shard.scheduled
FOR EACH ROW WHEN (main.names_files(old.content)) EXECUTE FUNCTION shard.drop_files();
