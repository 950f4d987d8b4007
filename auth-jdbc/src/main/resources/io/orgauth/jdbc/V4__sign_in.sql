-- Sign-in: who comes from which identity provider, who is signed in where, and what has begun and not ended.
-- Secrets of connections and the state of pending sign-ins are sealed, bound to their row; cookies and the secrets of owners
-- are there as SHA-256 only. Durations are ISO 8601 texts such as PT12H.

-- Connections that the operator shares with all organizations have the empty text as their organization.
CREATE TABLE orgauth_connection (
    organization_id orgauth_key NOT NULL,
    connection_id   orgauth_key NOT NULL,
    protocol        varchar     NOT NULL,
    display_name    varchar     NOT NULL,
    settings        varchar     NOT NULL,
    sealed_secrets  varchar     NOT NULL,
    enabled         boolean     NOT NULL,
    just_in_time    varchar,
    tested          timestamp with time zone,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, connection_id)
);
CREATE UNIQUE INDEX orgauth_connection_id ON orgauth_connection (connection_id);

-- sso_mode is OFF, OFFERED or REQUIRED. A row counts only while the organization has the domain verified.
CREATE TABLE orgauth_domain_sso (
    organization_id orgauth_key NOT NULL,
    domain_name     orgauth_key NOT NULL,
    connection_id   varchar     NOT NULL,
    sso_mode        varchar     NOT NULL,
    realm           varchar,
    since           timestamp with time zone NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, domain_name)
);

-- Organizations without a row have the standard policy. The key of a row is always 'policy'.
CREATE TABLE orgauth_policy (
    organization_id  orgauth_key NOT NULL,
    policy_key       orgauth_key NOT NULL,
    passwords        boolean     NOT NULL,
    session_idle     varchar     NOT NULL,
    session_lifetime varchar     NOT NULL,
    sso_max_age      varchar     NOT NULL,
    version          bigint      NOT NULL,
    PRIMARY KEY (organization_id, policy_key)
);

-- The owners who get in when the identity provider is gone.
CREATE TABLE orgauth_break_glass (
    organization_id orgauth_key NOT NULL,
    user_id         orgauth_key NOT NULL,
    digest          varchar     NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, user_id)
);

-- Who somebody at an identity provider is here. The connection leads, as it belongs to an organization or to all.
CREATE TABLE orgauth_identity_link (
    connection_id orgauth_key NOT NULL,
    subject       orgauth_key NOT NULL,
    user_id       orgauth_key NOT NULL,
    linked        timestamp with time zone NOT NULL,
    seen          timestamp with time zone NOT NULL,
    PRIMARY KEY (connection_id, subject)
);
CREATE UNIQUE INDEX orgauth_identity_link_user ON orgauth_identity_link (user_id, connection_id);

-- organization_id is the active one, or the empty text until one is entered. expires is the earlier of the two ends.
CREATE TABLE orgauth_session (
    session_id      orgauth_key NOT NULL PRIMARY KEY,
    digest          orgauth_key NOT NULL,
    user_id         orgauth_key NOT NULL,
    organization_id orgauth_key NOT NULL,
    proofs          varchar     NOT NULL,
    created         timestamp with time zone NOT NULL,
    seen            timestamp with time zone NOT NULL,
    idle_end        timestamp with time zone NOT NULL,
    latest_end      timestamp with time zone NOT NULL,
    expires         timestamp with time zone NOT NULL,
    device          varchar     NOT NULL,
    version         bigint      NOT NULL
);
CREATE UNIQUE INDEX orgauth_session_digest ON orgauth_session (digest);
CREATE INDEX orgauth_session_user ON orgauth_session (user_id, session_id);
CREATE INDEX orgauth_session_organization ON orgauth_session (organization_id, session_id);
CREATE INDEX orgauth_session_expires ON orgauth_session (expires);

-- The people at identity providers in the proofs of sessions once more, one a row: whose sessions does a provider end?
CREATE TABLE orgauth_session_account (
    connection_id orgauth_key NOT NULL,
    subject       orgauth_key NOT NULL,
    session_id    orgauth_key NOT NULL,
    PRIMARY KEY (connection_id, subject, session_id)
);
CREATE INDEX orgauth_session_account_session ON orgauth_session_account (session_id);

CREATE TABLE orgauth_pending_sign_in (
    pending_id orgauth_key NOT NULL PRIMARY KEY,
    digest     varchar     NOT NULL,
    sealed     varchar     NOT NULL,
    expires    timestamp with time zone NOT NULL,
    version    bigint      NOT NULL
);
CREATE INDEX orgauth_pending_sign_in_expires ON orgauth_pending_sign_in (expires);

-- An attempt that is for no known organization has the empty text as its organization.
CREATE TABLE orgauth_sign_in_trace (
    trace_id        orgauth_key NOT NULL PRIMARY KEY,
    organization_id orgauth_key NOT NULL,
    happened        timestamp with time zone NOT NULL,
    connection_id   varchar,
    user_id         varchar,
    outcome         varchar     NOT NULL,
    details         varchar     NOT NULL
);
CREATE INDEX orgauth_sign_in_trace_organization ON orgauth_sign_in_trace (organization_id, happened, trace_id);
CREATE INDEX orgauth_sign_in_trace_happened ON orgauth_sign_in_trace (happened);

-- What may be used once and was: assertion ids and the like.
CREATE TABLE orgauth_used_id (
    digest       orgauth_key NOT NULL PRIMARY KEY,
    forget_after timestamp with time zone NOT NULL
);
CREATE INDEX orgauth_used_id_forget_after ON orgauth_used_id (forget_after);

-- By these, what has expired is found and removed.
CREATE INDEX orgauth_one_time_secret_expires ON orgauth_one_time_secret (expires);
CREATE INDEX orgauth_invitation_expires ON orgauth_invitation (expires);
CREATE INDEX orgauth_throttle_last_failure ON orgauth_throttle (last_failure);
