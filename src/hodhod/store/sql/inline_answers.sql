-- name: put_inline_answer
-- What a bot has offered.
INSERT INTO main.inline_answers
(query_id, bot_id, user_id, asked_from, words, answer, fresh_until, kept_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: fresh_inline_answer
-- What a bot has offered for the same words lately, to everybody or to somebody.
SELECT query_id, bot_id, user_id, asked_from, words, answer, fresh_until, kept_until
FROM main.inline_answers
WHERE bot_id = $1 AND asked_from = $2 AND user_id IN (0, $3) AND fresh_until > $4
ORDER BY fresh_until DESC
LIMIT 1;

-- name: inline_answer
-- What a bot has offered under a number, to everybody or to somebody.
SELECT query_id, bot_id, user_id, asked_from, words, answer, fresh_until, kept_until
FROM main.inline_answers
WHERE query_id = $1 AND user_id IN (0, $2) AND kept_until > $3;

-- name: forget_inline_answers
-- What nobody will send any more.
DELETE FROM main.inline_answers
WHERE kept_until < $1;
