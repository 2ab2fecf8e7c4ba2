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
    system_version, app_version, system_lang_code, lang_pack, lang_code, ip, created_at, active_at,
    confirmed, secret_chats_off, calls_off
FROM main.authorizations
WHERE auth_key_id = $1;

-- name: authorize
-- Log a key in. It keeps the hash it has: whoever accepted its QR code was told that one.
INSERT INTO main.authorizations (
    auth_key_id, user_id, parent_key, is_bot, hash, ip, created_at, active_at, confirmed
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
ON CONFLICT (auth_key_id) DO UPDATE SET
    user_id = excluded.user_id, pending_user_id = NULL, parent_key = excluded.parent_key,
    is_bot = excluded.is_bot, created_at = excluded.created_at, active_at = excluded.active_at,
    confirmed = excluded.confirmed, secret_chats_off = false, calls_off = false;

-- name: set_authorization
-- Write what the owner of a login says of it; null leaves a thing as it is.
UPDATE main.authorizations
SET
    confirmed = confirmed OR $2, secret_chats_off = coalesce($3, secret_chats_off),
    calls_off = coalesce($4, calls_off)
WHERE auth_key_id = $1;

-- name: session_ttl
-- After how many unused days an account's logins end, null for the operator's number.
SELECT session_ttl_days
FROM main.users
WHERE user_id = $1;

-- name: set_session_ttl
-- Write after how many unused days an account's logins end.
UPDATE main.users
SET session_ttl_days = $2
WHERE user_id = $1;

-- name: owe_password
-- A key gave a right code and owes the password.
INSERT INTO main.authorizations (auth_key_id, pending_user_id, hash, ip, created_at, active_at)
VALUES ($1, $2, $3, $4, $5, $5)
ON CONFLICT (auth_key_id) DO UPDATE SET
    user_id = NULL, pending_user_id = excluded.pending_user_id;

-- name: deauthorize
-- Log keys out, and those that were carried over from them. Their last use is noted with the
-- account, which goes after a time without any.
WITH noted AS (
    UPDATE main.users AS u
    SET active_at = greatest(u.active_at, used.active_at)
    FROM (
        SELECT a.user_id, max(a.active_at) AS active_at
        FROM main.authorizations AS a
        WHERE
            a.user_id IS NOT NULL
            AND (a.auth_key_id = ANY($1::bigint[]) OR a.parent_key = ANY($1::bigint[]))
        GROUP BY a.user_id
    ) AS used
    WHERE u.user_id = used.user_id
)

UPDATE main.authorizations
SET user_id = NULL, pending_user_id = NULL, parent_key = NULL
WHERE auth_key_id = ANY($1::bigint[]) OR parent_key = ANY($1::bigint[])
RETURNING auth_key_id;

-- name: authorizations_of
-- The keys that are logged in as somebody, the one used last first.
SELECT
    auth_key_id, user_id, pending_user_id, parent_key, is_bot, hash, layer, api_id, device_model,
    system_version, app_version, system_lang_code, lang_pack, lang_code, ip, created_at, active_at,
    confirmed, secret_chats_off, calls_off
FROM main.authorizations
WHERE user_id = $1
ORDER BY active_at DESC, auth_key_id ASC;

-- name: unused_authorizations
-- Keys that are logged in and have not been used for as long as their accounts say, or else for
-- the operator's number of days. Reads the whole table: an index would have to be written at every
-- touch.
SELECT a.auth_key_id
FROM main.authorizations AS a
INNER JOIN main.users AS u ON a.user_id = u.user_id
WHERE a.active_at < $1 - coalesce(u.session_ttl_days, $2) * 86400
LIMIT $3;

-- name: touch_authorizations
-- When keys were last used.
UPDATE main.authorizations AS a
SET active_at = greatest(a.active_at, t.active_at)
FROM unnest($1::bigint[], $2::bigint[]) AS t (auth_key_id, active_at)
WHERE a.auth_key_id = t.auth_key_id;

-- name: users_of_keys
-- Who is logged in with these keys.
SELECT auth_key_id, user_id
FROM main.authorizations
WHERE auth_key_id = ANY($1::bigint[]) AND user_id IS NOT NULL;
