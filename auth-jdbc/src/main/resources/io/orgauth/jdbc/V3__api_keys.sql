-- Digests are SHA-256 of keys with 160 random bits. Keys are deactivated, never removed. Without a list of permissions or
-- resources a key is not limited to any.
CREATE TABLE orgauth_api_key (
    organization_id orgauth_key NOT NULL,
    key_id          orgauth_key NOT NULL,
    owner_id        orgauth_key NOT NULL,
    display_name    varchar     NOT NULL,
    digest          varchar     NOT NULL,
    hint            varchar     NOT NULL,
    permissions     varchar,
    resources       varchar,
    created         timestamp with time zone NOT NULL,
    expires         timestamp with time zone NOT NULL,
    deactivated     timestamp with time zone,
    last_used       timestamp with time zone,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, key_id)
);
CREATE UNIQUE INDEX orgauth_api_key_id ON orgauth_api_key (key_id);
CREATE INDEX orgauth_api_key_owner ON orgauth_api_key (organization_id, owner_id, key_id);
