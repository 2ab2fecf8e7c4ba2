-- name: put_client
-- What a key's client says of itself; makes the row at the key's first words.
INSERT INTO main.authorizations (
    auth_key_id, hash, layer, api_id, device_model, system_version, app_version, system_lang_code,
    lang_pack, lang_code, ip, created_at, active_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
ON CONFLICT (auth_key_id) DO UPDATE SET
    layer = excluded.layer, api_id = excluded.api_id, device_model = excluded.device_model,
    system_version = excluded.system_version, app_version = excluded.app_version,
    system_lang_code = excluded.system_lang_code, lang_pack = excluded.lang_pack,
    lang_code = excluded.lang_code, ip = excluded.ip, active_at = excluded.active_at;

-- name: authorization
-- Who is behind a key.
SELECT
    auth_key_id, user_id, pending_user_id, parent_key, is_bot, hash, layer, api_id, device_model,
    system_version, app_version, system_lang_code, lang_pack, lang_code, ip, created_at, active_at
FROM main.authorizations
WHERE auth_key_id = $1;

-- name: authorize
-- Log a key in. It keeps the hash it has: whoever accepted its QR code was told that one.
INSERT INTO main.authorizations (
    auth_key_id, user_id, parent_key, is_bot, hash, ip, created_at, active_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
ON CONFLICT (auth_key_id) DO UPDATE SET
    user_id = excluded.user_id, pending_user_id = NULL, parent_key = excluded.parent_key,
    is_bot = excluded.is_bot, created_at = excluded.created_at, active_at = excluded.active_at;

-- name: owe_password
-- A key gave a right code and owes the password.
INSERT INTO main.authorizations (auth_key_id, pending_user_id, hash, ip, created_at, active_at)
VALUES ($1, $2, $3, $4, $5, $5)
ON CONFLICT (auth_key_id) DO UPDATE SET
    user_id = NULL, pending_user_id = excluded.pending_user_id;

-- name: deauthorize
-- Log keys out, and those that were carried over from them.
UPDATE main.authorizations
SET user_id = NULL, pending_user_id = NULL, parent_key = NULL
WHERE auth_key_id = ANY($1::bigint[]) OR parent_key = ANY($1::bigint[])
RETURNING auth_key_id;

-- name: authorizations_of
-- The keys that are logged in as somebody, the one used last first.
SELECT
    auth_key_id, user_id, pending_user_id, parent_key, is_bot, hash, layer, api_id, device_model,
    system_version, app_version, system_lang_code, lang_pack, lang_code, ip, created_at, active_at
FROM main.authorizations
WHERE user_id = $1
ORDER BY active_at DESC, auth_key_id ASC;

-- name: unused_authorizations
-- Keys that are logged in and have not been used since. Reads the whole table: an index would
-- have to be written at every touch.
SELECT auth_key_id
FROM main.authorizations
WHERE user_id IS NOT NULL AND active_at < $1
LIMIT $2;

-- name: touch_authorizations
-- When keys were last used.
UPDATE main.authorizations AS a
SET active_at = greatest(a.active_at, t.active_at)
FROM unnest($1::bigint[], $2::bigint[]) AS t (auth_key_id, active_at)
WHERE a.auth_key_id = t.auth_key_id;
