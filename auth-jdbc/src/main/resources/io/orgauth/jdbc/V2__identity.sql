-- What belongs to an organization begins its key with the organization. Nothing refers to another table by a constraint:
-- organizations and users are disabled, never removed, and what a change needs is checked in the change's own transaction.
-- Collections are JSON text. Digests are SHA-256 of random secrets; only documents that are sealed are stored whole.

CREATE TABLE orgauth_organization (
    organization_id orgauth_key NOT NULL PRIMARY KEY,
    slug            orgauth_key NOT NULL,
    display_name    varchar     NOT NULL,
    enabled         boolean     NOT NULL,
    version         bigint      NOT NULL
);
CREATE UNIQUE INDEX orgauth_organization_slug ON orgauth_organization (slug);

CREATE TABLE orgauth_user (
    user_id      orgauth_key NOT NULL PRIMARY KEY,
    email        orgauth_key NOT NULL,
    email_proven boolean     NOT NULL,
    external_id  orgauth_key,
    enabled      boolean     NOT NULL,
    version      bigint      NOT NULL
);
CREATE UNIQUE INDEX orgauth_user_email ON orgauth_user (email);
CREATE UNIQUE INDEX orgauth_user_external_id ON orgauth_user (external_id);

CREATE TABLE orgauth_membership (
    organization_id orgauth_key NOT NULL,
    user_id         orgauth_key NOT NULL,
    manual_roles    varchar     NOT NULL,
    mapped_roles    varchar     NOT NULL,
    attributes      varchar     NOT NULL,
    enabled         boolean     NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX orgauth_membership_user ON orgauth_membership (user_id, organization_id);

-- The manual roles of enabled memberships once more, one a row: who are the owners?
CREATE TABLE orgauth_membership_role (
    organization_id orgauth_key NOT NULL,
    role_key        orgauth_key NOT NULL,
    user_id         orgauth_key NOT NULL,
    PRIMARY KEY (organization_id, role_key, user_id)
);
CREATE INDEX orgauth_membership_role_user ON orgauth_membership_role (organization_id, user_id);

CREATE TABLE orgauth_role (
    organization_id orgauth_key NOT NULL,
    role_key        orgauth_key NOT NULL,
    permissions     varchar     NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, role_key)
);

CREATE TABLE orgauth_role_mapping (
    organization_id orgauth_key NOT NULL,
    group_name      orgauth_key NOT NULL,
    roles           varchar     NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, group_name)
);

CREATE TABLE orgauth_invitation (
    organization_id orgauth_key NOT NULL,
    invitation_id   orgauth_key NOT NULL,
    email           orgauth_key NOT NULL,
    roles           varchar     NOT NULL,
    inviter_issuer  varchar,
    inviter_id      varchar,
    digest          orgauth_key NOT NULL,
    expires         timestamp with time zone NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, invitation_id)
);
CREATE UNIQUE INDEX orgauth_invitation_digest ON orgauth_invitation (digest);

-- The operator's own clients have the empty text as their organization.
CREATE TABLE orgauth_client (
    organization_id  orgauth_key NOT NULL,
    client_id        orgauth_key NOT NULL,
    display_name     varchar     NOT NULL,
    roles            varchar     NOT NULL,
    default_resource varchar,
    secrets          varchar     NOT NULL,
    enabled          boolean     NOT NULL,
    version          bigint      NOT NULL,
    PRIMARY KEY (organization_id, client_id)
);
CREATE UNIQUE INDEX orgauth_client_id ON orgauth_client (client_id);

CREATE TABLE orgauth_resource (
    organization_id orgauth_key NOT NULL,
    resource_id     orgauth_key NOT NULL,
    uri             orgauth_key NOT NULL,
    origins         varchar     NOT NULL,
    permissions     varchar     NOT NULL,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, resource_id)
);
CREATE UNIQUE INDEX orgauth_resource_uri ON orgauth_resource (uri);

-- verified_name is the name while it is proven: many organizations may claim a name, one at most has it.
CREATE TABLE orgauth_domain (
    organization_id orgauth_key NOT NULL,
    domain_name     orgauth_key NOT NULL,
    challenge       varchar     NOT NULL,
    state           varchar     NOT NULL,
    checked         timestamp with time zone,
    verified_name   orgauth_key,
    version         bigint      NOT NULL,
    PRIMARY KEY (organization_id, domain_name)
);
CREATE UNIQUE INDEX orgauth_domain_verified ON orgauth_domain (verified_name);

CREATE TABLE orgauth_password (
    user_id       orgauth_key NOT NULL PRIMARY KEY,
    password_hash varchar     NOT NULL
);

CREATE TABLE orgauth_one_time_secret (
    purpose orgauth_key NOT NULL,
    digest  orgauth_key NOT NULL,
    user_id orgauth_key NOT NULL,
    expires timestamp with time zone NOT NULL,
    PRIMARY KEY (purpose, digest)
);
CREATE INDEX orgauth_one_time_secret_user ON orgauth_one_time_secret (user_id, purpose);

CREATE TABLE orgauth_throttle (
    counted      orgauth_key NOT NULL PRIMARY KEY,
    failures     integer     NOT NULL,
    last_failure timestamp with time zone NOT NULL
);

CREATE TABLE orgauth_audit (
    organization_id orgauth_key NOT NULL,
    sequence_number bigint      NOT NULL,
    event           varchar     NOT NULL,
    previous_hash   varchar     NOT NULL,
    entry_hash      varchar     NOT NULL,
    PRIMARY KEY (organization_id, sequence_number)
);

-- What a change locks while it decides and adds its entry.
CREATE TABLE orgauth_audit_chain (
    organization_id orgauth_key NOT NULL PRIMARY KEY
);

-- One row: the sealed document of the keys that sign tokens.
CREATE TABLE orgauth_signing_keys (
    document_id integer NOT NULL PRIMARY KEY,
    document    bytea   NOT NULL,
    version     bigint  NOT NULL
);
