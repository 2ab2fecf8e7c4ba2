-- name: put_passkey_challenge
-- What a passkey has to sign; user_id is null at a login. What nobody came back for goes.
WITH void AS (
    DELETE FROM main.passkey_challenges WHERE auth_key_id = $2
)

INSERT INTO main.passkey_challenges (challenge, auth_key_id, user_id, expires_at)
VALUES ($1, $2, $3, $4);

-- name: take_passkey_challenge
-- What was to be signed, good once.
DELETE FROM main.passkey_challenges
WHERE challenge = $1 AND auth_key_id = $2
RETURNING user_id, expires_at;

-- name: insert_passkey
-- Keep a passkey; nothing when it is there.
INSERT INTO main.passkeys (
    credential_id, user_id, public_key, sign_count, name, created_at
)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING;

-- name: passkeys_of
-- Somebody's passkeys, the oldest first.
SELECT credential_id, user_id, public_key, sign_count, name, created_at, used_at
FROM main.passkeys
WHERE user_id = $1
ORDER BY created_at, credential_id;

-- name: passkey
-- A passkey by what its authenticator names it.
SELECT credential_id, user_id, public_key, sign_count, name, created_at, used_at
FROM main.passkeys
WHERE credential_id = $1;

-- name: use_passkey
-- A passkey was used. Its counter only grows: one that does not is a copy of the authenticator.
UPDATE main.passkeys
SET sign_count = $2, used_at = $3
WHERE credential_id = $1 AND (sign_count < $2 OR sign_count + $2 = 0);

-- name: delete_passkey
-- Forget a passkey.
DELETE FROM main.passkeys
WHERE credential_id = $1 AND user_id = $2;
