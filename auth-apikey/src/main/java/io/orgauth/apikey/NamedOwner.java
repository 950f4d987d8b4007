package io.orgauth.apikey;

/** An owner of whom only the id is known. */
record NamedOwner(String value) implements ApiKeyOwner {}
