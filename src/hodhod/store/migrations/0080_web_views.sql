-- Pages of bots that are open in somebody's client: where what they answer is sent. Lost in a
-- crash, as the page is closed then.
CREATE UNLOGGED TABLE main.web_views (
    query_id bigint PRIMARY KEY,
    bot_id bigint NOT NULL,
    user_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    reply_to int,
    topic_id int,
    send_as bigint,
    silent boolean NOT NULL,
    kept_until int NOT NULL
);
CREATE INDEX web_views_kept ON main.web_views (kept_until);
