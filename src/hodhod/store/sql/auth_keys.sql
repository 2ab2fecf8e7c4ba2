-- name: insert_auth_key
-- Keep a new key; does nothing when its id is taken.
INSERT INTO main.auth_keys (auth_key_id, first_salt, made_at, expires_at, dc_id, sealed)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (auth_key_id) DO NOTHING;

-- name: auth_keys_by_ids
-- Keys, still sealed.
SELECT auth_key_id, first_salt, made_at, expires_at, perm_key_id, dc_id, sealed
FROM main.auth_keys
WHERE auth_key_id = ANY($1::bigint[]);

-- name: bind_auth_key
-- Let a temporary key stand for a permanent one, unless it stands for another.
UPDATE main.auth_keys
SET perm_key_id = $2, expires_at = least(expires_at, $3)
WHERE
    auth_key_id = $1 AND expires_at IS NOT NULL
    AND (perm_key_id IS NULL OR perm_key_id = $2);

-- name: temporary_keys_of
-- The temporary keys that stand for these permanent ones.
SELECT auth_key_id
FROM main.auth_keys
WHERE perm_key_id = ANY($1::bigint[]);

-- name: delete_auth_keys
-- Forget keys and the temporary ones that stand for them.
DELETE FROM main.auth_keys
WHERE auth_key_id = ANY($1::bigint[]) OR perm_key_id = ANY($1::bigint[])
RETURNING auth_key_id;

-- name: delete_expired_keys
-- Forget temporary keys past their time, some at once.
DELETE FROM main.auth_keys
WHERE auth_key_id IN (
    SELECT auth_key_id
    FROM main.auth_keys
    WHERE expires_at < $1
    LIMIT $2
);
