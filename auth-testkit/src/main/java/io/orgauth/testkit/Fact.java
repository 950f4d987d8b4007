package io.orgauth.testkit;

/** What providers say of a person in attributes, each under names of its own. */
enum Fact {
    EMAIL,
    GIVEN_NAME,
    FAMILY_NAME,
    NAME,
    ID,
    TENANT,
    GROUPS
}
