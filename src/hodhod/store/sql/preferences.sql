-- name: preference
-- One setting of an account.
SELECT value FROM main.preferences
WHERE user_id = $1 AND name = $2;

-- name: put_preference
-- Write one setting of an account.
INSERT INTO main.preferences (user_id, name, value)
VALUES ($1, $2, $3)
ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value;

-- name: forget_preference
-- Forget one setting of an account.
DELETE FROM main.preferences
WHERE user_id = $1 AND name = $2;

-- name: drop_preferences
-- Forget settings of an account whose names begin so.
DELETE FROM main.preferences
WHERE user_id = $1 AND starts_with(name, $2);

-- name: preferences_with_prefix
-- The settings of somebody whose names begin so.
SELECT name, value
FROM main.preferences
WHERE user_id = $1 AND starts_with(name, $2)
ORDER BY name;
