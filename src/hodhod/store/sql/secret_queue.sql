-- name: send_secret
-- Number an encrypted message and let it wait for its device.
SELECT outcome, auth_key_id, qts, date, file, nodes
FROM shard.send_secret($1, $2, $3, $4, $5, $6, $7, $8);

-- name: sent_secret
-- What was sent under a number before.
SELECT date, file
FROM shard.secret_messages
WHERE box_id = $1 AND chat_id = $2 AND random_id = $3;

-- name: device_qts
-- How far a device has been numbered; no row: nothing was ever sent to it.
SELECT qts
FROM shard.secret_devices
WHERE box_id = $1 AND auth_key_id = $2;

-- name: waiting_secrets
-- What waits for a device after a number, in order.
SELECT random_id, date, qts, chat_id, service, file, data
FROM shard.secret_messages
WHERE box_id = $1 AND auth_key_id = $2 AND qts > $3 AND data IS NOT NULL
ORDER BY qts ASC
LIMIT $4;

-- name: take_secrets
-- A device has everything up to a number: forget what it says. Locks the messages in order.
WITH taken AS (
    SELECT m.qts
    FROM shard.secret_messages AS m
    WHERE m.box_id = $1 AND m.auth_key_id = $2 AND m.qts <= $3 AND m.data IS NOT NULL
    ORDER BY m.qts ASC
    FOR UPDATE
)

UPDATE shard.secret_messages AS m
SET data = NULL
FROM taken AS t
WHERE m.box_id = $1 AND m.auth_key_id = $2 AND m.qts = t.qts
RETURNING m.random_id;

-- name: drop_secrets
-- Forget what a side of a secret chat has waiting. Locks the messages in order.
WITH dropped AS (
    SELECT m.auth_key_id, m.qts
    FROM shard.secret_messages AS m
    WHERE m.box_id = $1 AND m.chat_id = $2
    ORDER BY m.auth_key_id ASC, m.qts ASC
    FOR UPDATE
)

DELETE FROM shard.secret_messages AS m
USING dropped AS d
WHERE m.box_id = $1 AND m.auth_key_id = d.auth_key_id AND m.qts = d.qts;

-- name: forget_secret_devices
-- Forget devices that are gone.
DELETE FROM shard.secret_devices
WHERE auth_key_id = ANY($1::bigint[]);

-- name: forget_secrets_of_devices
-- Forget what waited for devices that are gone.
DELETE FROM shard.secret_messages
WHERE auth_key_id = ANY($1::bigint[]);

-- name: forget_taken_secrets
-- Forget the numbers of what devices have had for long, so many at once.
DELETE FROM shard.secret_messages AS m
USING (
    SELECT o.box_id, o.auth_key_id, o.qts
    FROM shard.secret_messages AS o
    WHERE o.data IS NULL AND o.date < $1
    ORDER BY o.date ASC
    LIMIT $2
) AS gone
WHERE m.box_id = gone.box_id AND m.auth_key_id = gone.auth_key_id AND m.qts = gone.qts;
