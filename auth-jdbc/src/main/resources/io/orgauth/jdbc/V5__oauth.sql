-- What clients are registered for, and what people let them do. Scopes, resources and the like are JSON text.

-- Clients from before are programs that act by themselves with a secret.
ALTER TABLE orgauth_client ADD COLUMN metadata varchar DEFAULT '{"grant_types":["client_credentials"]}' NOT NULL;
ALTER TABLE orgauth_policy ADD COLUMN device_codes boolean DEFAULT false NOT NULL;

-- The sealed key is what the tokens are derived from, of which token_number is the good one. binding is what the code is bound to.
CREATE TABLE orgauth_authorization (
    authorization_id orgauth_key NOT NULL PRIMARY KEY,
    organization_id  orgauth_key NOT NULL,
    user_id          orgauth_key NOT NULL,
    client_id        orgauth_key NOT NULL,
    scope            varchar     NOT NULL,
    resources        varchar     NOT NULL,
    proof            varchar     NOT NULL,
    session_id       orgauth_key,
    outlives_session boolean     NOT NULL,
    binding          varchar,
    sealed_key       varchar     NOT NULL,
    token_number     bigint      NOT NULL,
    created          timestamp with time zone NOT NULL,
    last_used        timestamp with time zone NOT NULL,
    expires          timestamp with time zone NOT NULL
);
CREATE INDEX orgauth_authorization_user ON orgauth_authorization (user_id, authorization_id);
CREATE INDEX orgauth_authorization_session ON orgauth_authorization (session_id);
CREATE INDEX orgauth_authorization_expires ON orgauth_authorization (expires);

-- state is PENDING, DENIED or APPROVED, which has an authorization. A device that names no organization has the empty text.
CREATE TABLE orgauth_device_code (
    digest           orgauth_key NOT NULL PRIMARY KEY,
    user_code        orgauth_key NOT NULL,
    client_id        orgauth_key NOT NULL,
    organization_id  orgauth_key NOT NULL,
    scope            varchar     NOT NULL,
    resources        varchar     NOT NULL,
    requester        varchar     NOT NULL,
    state            varchar     NOT NULL,
    authorization_id orgauth_key,
    poll_interval    varchar     NOT NULL,
    last_poll        timestamp with time zone NOT NULL,
    created          timestamp with time zone NOT NULL,
    expires          timestamp with time zone NOT NULL,
    version          bigint      NOT NULL
);
CREATE UNIQUE INDEX orgauth_device_code_user_code ON orgauth_device_code (user_code);
CREATE INDEX orgauth_device_code_expires ON orgauth_device_code (expires);

CREATE TABLE orgauth_consent (
    organization_id orgauth_key NOT NULL,
    user_id         orgauth_key NOT NULL,
    client_id       orgauth_key NOT NULL,
    resource        orgauth_key NOT NULL,
    scope           varchar     NOT NULL,
    consented       timestamp with time zone NOT NULL,
    PRIMARY KEY (organization_id, user_id, client_id, resource)
);

CREATE TABLE orgauth_pending_authorization (
    pending_id orgauth_key NOT NULL PRIMARY KEY,
    request    varchar     NOT NULL,
    created    timestamp with time zone NOT NULL,
    expires    timestamp with time zone NOT NULL
);
CREATE INDEX orgauth_pending_authorization_expires ON orgauth_pending_authorization (expires);

-- What was taken back before it ran out: tokens, authorizations, sessions, or all that a subject had.
CREATE TABLE orgauth_revocation (
    organization_id orgauth_key NOT NULL,
    revoked_id      orgauth_key NOT NULL,
    kind            varchar     NOT NULL,
    subject         orgauth_key NOT NULL,
    revoked         timestamp with time zone NOT NULL,
    expires         timestamp with time zone NOT NULL,
    PRIMARY KEY (organization_id, revoked_id)
);
CREATE INDEX orgauth_revocation_latest ON orgauth_revocation (organization_id, revoked DESC, revoked_id);
CREATE INDEX orgauth_revocation_expires ON orgauth_revocation (expires);
