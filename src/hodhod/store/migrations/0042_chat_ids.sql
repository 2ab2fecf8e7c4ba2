-- Numbers of groups and channels, each kind in a row of its own.
CREATE SEQUENCE main.group_ids START 1001;
CREATE SEQUENCE main.channel_ids START 1000001;
