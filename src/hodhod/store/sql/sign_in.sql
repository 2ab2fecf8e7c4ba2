-- name: put_login_code
-- Begin a login with a number, or begin it anew.
INSERT INTO main.login_codes (phone, code, code_hash, purpose, auth_key_id, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (phone) DO UPDATE SET
    code = excluded.code, code_hash = excluded.code_hash, purpose = excluded.purpose,
    auth_key_id = excluded.auth_key_id, created_at = excluded.created_at,
    sends = 1, attempts = 0, verified_by = NULL;

-- name: login_code
-- The code that a number waits for.
SELECT phone, code, code_hash, purpose, auth_key_id, created_at, sends, attempts, verified_by
FROM main.login_codes
WHERE phone = $1;

-- name: count_code_attempt
-- Count an attempt before it is judged, so that many at once are counted as well.
UPDATE main.login_codes
SET attempts = attempts + 1
WHERE phone = $1 AND code_hash = $2
RETURNING phone, code, code_hash, purpose, auth_key_id, created_at, sends, attempts, verified_by;

-- name: count_code_send
-- Count one more way that a code was sent.
UPDATE main.login_codes
SET sends = sends + 1
WHERE phone = $1 AND code_hash = $2;

-- name: verify_login_code
-- Note which key entered the code rightly.
UPDATE main.login_codes
SET verified_by = $3
WHERE phone = $1 AND code_hash = $2;

-- name: drop_login_code
-- End a login.
DELETE FROM main.login_codes
WHERE phone = $1 AND code_hash = $2;

-- name: put_password
-- Set or change a two-step password.
INSERT INTO main.passwords (user_id, salt1, salt2, verifier, hint, changed_at, email)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (user_id) DO UPDATE SET
    salt1 = excluded.salt1, salt2 = excluded.salt2, verifier = excluded.verifier,
    hint = excluded.hint, changed_at = excluded.changed_at, email = excluded.email;

-- name: password
-- Somebody's two-step password.
SELECT user_id, salt1, salt2, verifier, hint, changed_at, email
FROM main.passwords
WHERE user_id = $1;

-- name: drop_password
-- Remove a two-step password.
DELETE FROM main.passwords
WHERE user_id = $1;

-- name: put_srp_challenge
-- Keep our half of an exchange; the account's earlier ones are void.
WITH void AS (
    DELETE FROM main.srp_challenges
    WHERE user_id = $2 AND created_at < $6
)

INSERT INTO main.srp_challenges (srp_id, user_id, secret, public, created_at)
VALUES ($1, $2, $3, $4, $5);

-- name: take_srp_challenge
-- Our half of an exchange, good once.
DELETE FROM main.srp_challenges
WHERE srp_id = $1 AND user_id = $2
RETURNING secret, public, created_at;

-- name: put_login_token
-- Show a QR code: one at a time for a key.
WITH void AS (
    DELETE FROM main.login_tokens
    WHERE auth_key_id = $2
)

INSERT INTO main.login_tokens (token, auth_key_id, expires_at)
VALUES ($1, $2, $3);

-- name: accept_login_token
-- Somebody who is logged in lets the key behind a QR code in.
UPDATE main.login_tokens
SET user_id = $2
WHERE token = $1 AND expires_at > $3 AND user_id IS NULL
RETURNING auth_key_id;

-- name: login_token
-- A QR code as it stands.
SELECT auth_key_id, expires_at, user_id
FROM main.login_tokens
WHERE token = $1;

-- name: take_accepted_token
-- The answer to a key's QR code, once.
DELETE FROM main.login_tokens
WHERE auth_key_id = $1 AND user_id IS NOT NULL
RETURNING user_id;

-- name: take_limit
-- Use something once more; returns how often it was used in this window, and when that ends.
INSERT INTO main.limits AS l (key, window_end, used)
VALUES ($1, $2::bigint + $3::bigint, $4::int)
ON CONFLICT (key) DO UPDATE
    SET
        window_end = CASE WHEN l.window_end <= $2 THEN excluded.window_end ELSE l.window_end END,
        used = CASE WHEN l.window_end <= $2 THEN $4 ELSE l.used + $4 END
RETURNING used, window_end;

-- name: clear_limit
-- Forget how often something was used.
DELETE FROM main.limits
WHERE key = $1;

-- name: sweep_limits
-- Remove windows that have ended, and exchanges and QR codes nobody came back for.
WITH codes AS (
    DELETE FROM main.login_tokens WHERE expires_at < $1 - 60
),

halves AS (
    DELETE FROM main.srp_challenges WHERE created_at < $1 - 3600
)

DELETE FROM main.limits
WHERE window_end < $1;
