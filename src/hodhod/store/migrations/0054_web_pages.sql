-- What links lead to, as it was read once, and the messages that wait for it.
CREATE SEQUENCE main.web_page_ids START 1000001;

-- value: TL webPage without what is computed; null with fetched_at: there is nothing to show.
CREATE TABLE main.web_pages (
    page_id bigint PRIMARY KEY DEFAULT nextval('main.web_page_ids'),
    url text NOT NULL,
    created_at bigint NOT NULL,
    fetched_at bigint,
    value bytea
);
CREATE INDEX web_pages_url ON main.web_pages (url, page_id);
CREATE INDEX web_pages_age ON main.web_pages (created_at);

-- Messages that carry a page that is being read, named before they have an id: by their sender's
-- own number for them, in the box that it belongs to.
CREATE TABLE main.web_page_waits (
    page_id bigint NOT NULL,
    box_id bigint NOT NULL,
    random_id bigint NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (page_id, box_id, random_id)
);
CREATE INDEX web_page_waits_age ON main.web_page_waits (created_at);
