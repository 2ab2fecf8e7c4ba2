-- name: put_pending_email
-- An address waits for its code, with the password that takes effect then; an earlier one is void.
INSERT INTO main.pending_emails (
    user_id, email, code, created_at, salt1, salt2, verifier, hint
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (user_id) DO UPDATE SET
    email = excluded.email, code = excluded.code, created_at = excluded.created_at, attempts = 0,
    salt1 = excluded.salt1, salt2 = excluded.salt2, verifier = excluded.verifier,
    hint = excluded.hint;

-- name: pending_email
-- The address that waits for its code.
SELECT user_id, email, code, created_at, attempts, salt1, salt2, verifier, hint
FROM main.pending_emails
WHERE user_id = $1;

-- name: attempt_pending_email
-- Count an attempt before it is judged.
UPDATE main.pending_emails
SET attempts = attempts + 1
WHERE user_id = $1
RETURNING user_id, email, code, created_at, attempts, salt1, salt2, verifier, hint;

-- name: drop_pending_email
-- Nothing waits any more.
DELETE FROM main.pending_emails
WHERE user_id = $1;

-- name: set_password_email
-- Write the address by which a password is recovered.
UPDATE main.passwords
SET email = $2
WHERE user_id = $1;

-- name: put_recovery_code
-- A code by which a password is recovered; an earlier one is void.
INSERT INTO main.recovery_codes (user_id, code, created_at)
VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET
    code = excluded.code, created_at = excluded.created_at, attempts = 0;

-- name: attempt_recovery_code
-- Count an attempt before it is judged.
UPDATE main.recovery_codes
SET attempts = attempts + 1
WHERE user_id = $1
RETURNING code, created_at, attempts;

-- name: drop_recovery_code
-- The code was used, or is void.
DELETE FROM main.recovery_codes
WHERE user_id = $1;
