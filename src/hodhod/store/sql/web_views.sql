-- name: put_web_view
-- A page of a bot's is open.
INSERT INTO main.web_views
(query_id, bot_id, user_id, peer_id, reply_to, topic_id, send_as, silent, kept_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: prolong_web_view
-- It still is; what it answers and where to may have changed meanwhile.
UPDATE main.web_views
SET peer_id = $4, reply_to = $5, topic_id = $6, send_as = $7, silent = $8, kept_until = $9
WHERE query_id = $1 AND bot_id = $2 AND user_id = $3 AND kept_until >= $10
RETURNING query_id;

-- name: take_web_view
-- The bot answers, once.
DELETE FROM main.web_views
WHERE query_id = $1 AND bot_id = $2 AND kept_until >= $3
RETURNING query_id, bot_id, user_id, peer_id, reply_to, topic_id, send_as, silent, kept_until;

-- name: forget_web_views
-- Pages that were closed.
DELETE FROM main.web_views
WHERE kept_until < $1;
