-- The ids of what has members. People's ids begin at 1,000,001, those of basic groups at
-- 500,000,001, those of supergroups and channels at 2,000,000,001: Telethon keeps whatever it has
-- met under the bare number, so a person and a channel must never have the same. Ids of groups stay
-- below 2^31 and off that of the service account of replies, and those of channels have ten digits,
-- which is what makes their names begin with -100 in libraries and bots.
CREATE SEQUENCE main.group_ids START 500000001 MAXVALUE 1271266956;
CREATE SEQUENCE main.channel_ids START 2000000001;
