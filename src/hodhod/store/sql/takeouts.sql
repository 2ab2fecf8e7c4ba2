-- name: put_takeout
-- Begin an export; an earlier one is over.
INSERT INTO main.takeouts (user_id, takeout_id, auth_key_id, started_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id) DO UPDATE SET
    takeout_id = excluded.takeout_id, auth_key_id = excluded.auth_key_id,
    started_at = excluded.started_at;

-- name: takeout
-- The export that an account has under way.
SELECT takeout_id, auth_key_id, started_at
FROM main.takeouts
WHERE user_id = $1;

-- name: drop_takeout
-- End an export.
DELETE FROM main.takeouts
WHERE user_id = $1;
