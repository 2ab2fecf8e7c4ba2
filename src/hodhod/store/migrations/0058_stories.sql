-- Stories. What a story is, and who saw it, is keyed by the peer it is of; what viewers keep for
-- themselves is keyed by the viewer.

-- One row a peer that ever posted. active_until: when its last active story expires; 0 for none.
-- pinned_to_top: the first stories of its profile, in order.
CREATE TABLE main.story_peers (
    peer_id bigint PRIMARY KEY,
    last_id int NOT NULL DEFAULT 0,
    active_until int NOT NULL DEFAULT 0,
    last_album int NOT NULL DEFAULT 0,
    pinned_to_top int[] NOT NULL DEFAULT '{}'
);

-- content: the TL storyItem without what a row says or a viewer makes different. rules: TL
-- account.privacyRules. from_id: who posted in the name of a channel. archived: its time is over.
-- changes: how often anything of it but its counters changed.
CREATE TABLE main.stories (
    peer_id bigint NOT NULL,
    from_id bigint,
    random_id bigint NOT NULL,
    fwd_peer bigint,
    story_id int NOT NULL,
    fwd_story int,
    date int NOT NULL,
    expire_date int NOT NULL,
    views int NOT NULL DEFAULT 0,
    forwards int NOT NULL DEFAULT 0,
    reactions int NOT NULL DEFAULT 0,
    changes int NOT NULL DEFAULT 0,
    pinned boolean NOT NULL,
    noforwards boolean NOT NULL,
    edited boolean NOT NULL DEFAULT false,
    archived boolean NOT NULL DEFAULT false,
    albums int[] NOT NULL DEFAULT '{}',
    rules bytea NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (peer_id, story_id)
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX stories_random ON main.stories (peer_id, random_id);
CREATE INDEX stories_active ON main.stories (peer_id, story_id) WHERE NOT archived;
CREATE INDEX stories_expire ON main.stories (expire_date) WHERE NOT archived;
CREATE INDEX stories_pinned ON main.stories (peer_id, story_id) WHERE pinned;

-- Who saw a story, and what they felt (TL Reaction).
CREATE TABLE main.story_views (
    peer_id bigint NOT NULL,
    viewer_id bigint NOT NULL,
    story_id int NOT NULL,
    date int NOT NULL,
    reaction bytea,
    PRIMARY KEY (peer_id, story_id, viewer_id)
);
CREATE INDEX story_views_order ON main.story_views (peer_id, story_id, date, viewer_id);
CREATE INDEX story_views_date ON main.story_views USING brin (date);

-- How often each reaction was given.
CREATE TABLE main.story_reactions (
    peer_id bigint NOT NULL,
    story_id int NOT NULL,
    count int NOT NULL,
    reaction bytea NOT NULL,
    PRIMARY KEY (peer_id, story_id, reaction)
);

-- How far a viewer has seen somebody's stories, and whose stories they keep out of sight.
CREATE TABLE main.story_reads (
    viewer_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    max_id int NOT NULL,
    PRIMARY KEY (viewer_id, peer_id)
);
CREATE TABLE main.story_hidden (
    viewer_id bigint NOT NULL,
    peer_id bigint NOT NULL,
    PRIMARY KEY (viewer_id, peer_id)
);

-- Albums of a profile: stories in order, albums by position.
CREATE TABLE main.story_albums (
    peer_id bigint NOT NULL,
    album_id int NOT NULL,
    position int NOT NULL,
    title text NOT NULL,
    stories int[] NOT NULL,
    PRIMARY KEY (peer_id, album_id)
);

-- What public stories are found by: hashtags and places.
CREATE TABLE main.story_tags (
    tag text NOT NULL,
    peer_id bigint NOT NULL,
    story_id int NOT NULL,
    date int NOT NULL,
    PRIMARY KEY (tag, peer_id, story_id)
);
CREATE INDEX story_tags_order ON main.story_tags (tag, date, peer_id, story_id);
CREATE INDEX story_tags_story ON main.story_tags (peer_id, story_id);
CREATE INDEX stories_repeats ON main.stories (fwd_peer, fwd_story, story_id)
WHERE fwd_peer IS NOT NULL;
