-- After how many seconds new messages of a private chat delete themselves: a row for either side,
-- keyed by whoever writes, beside what decides whether they may (see standing).
CREATE TABLE main.history_ttl (
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    period int NOT NULL,
    PRIMARY KEY (user_id, peer_id)
);
