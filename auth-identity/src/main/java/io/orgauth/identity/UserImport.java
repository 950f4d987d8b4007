package io.orgauth.identity;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes users over from another system, with the hashes of their passwords, for the operator only. Each row is a unit of its
 * own, so that an import that broke off is run again from the start: what is there already stays as it is.
 *
 * <pre>{@code
 * operator.userImport().importUsers(rows.iterator(), result -> report.println(result));
 * }</pre>
 *
 * <p>An imported e-mail address counts as unproven. {@link Users#join} makes the user a member. Immutable and thread-safe.
 */
public final class UserImport {
    private static final int MAX_EXTERNAL_ID = 255;

    private final IdentityContext context;
    private final Actor actor;

    UserImport(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /** A user of the other system. Redacts itself. Immutable. */
    public static final class Row {
        private final String externalId;
        private final String email;
        private final Optional<String> passwordHash;

        private Row(String externalId, String email, Optional<String> passwordHash) {
            this.externalId = externalId;
            this.email = email;
            this.passwordHash = passwordHash;
        }

        /**
         * A user without a password, who signs in by a reset or by an identity provider.
         *
         * @param externalId the user's id in the other system, 1 to 255 characters, immutable there
         * @param email the user's address
         * @return the row
         */
        public static Row of(String externalId, String email) {
            return new Row(externalId, email, Optional.empty());
        }

        /**
         * The same user with a password.
         *
         * @param hash bcrypt, PBKDF2, scrypt or Argon2 in PHC or MCF form; replaced by ours at the first sign-in
         * @return another row
         */
        public Row withPasswordHash(String hash) {
            return new Row(externalId, email, Optional.of(hash));
        }

        @Override
        public String toString() {
            return "Row[redacted]";
        }
    }

    /** What became of a row. */
    public enum Outcome {
        /** The user is new here. */
        IMPORTED,
        /** The user was imported before; nothing was changed, least of all a password that is newer than the row's. */
        UNCHANGED,
        /** The row can't be taken over; nothing was changed. */
        REFUSED
    }

    /**
     * What became of a row.
     *
     * @param externalId the row's
     * @param outcome what became of it
     * @param user the user, unless refused
     * @param reason why it was refused, without secrets; empty otherwise
     */
    public record Result(String externalId, Outcome outcome, Optional<UserId> user, String reason) {}

    /**
     * Imports one user with a password.
     *
     * @param externalId the user's id in the other system
     * @param email the user's address
     * @param passwordHash bcrypt, PBKDF2, scrypt or Argon2 in PHC or MCF form
     * @return what became of it
     * @throws io.orgauth.PermissionDeniedException if anybody but the operator asks
     */
    public Result importUser(String externalId, String email, String passwordHash) {
        return importUser(Row.of(externalId, email).withPasswordHash(passwordHash));
    }

    /**
     * Imports users one by one, holding none but the current one.
     *
     * @param rows read as they are needed
     * @param results told each result, in the order of the rows
     * @throws io.orgauth.PermissionDeniedException if anybody but the operator asks
     */
    public void importUsers(Iterator<Row> rows, Consumer<Result> results) {
        actor.requireOperator("importing users");
        while (rows.hasNext()) {
            results.accept(importUser(rows.next()));
        }
    }

    /**
     * Imports one user.
     *
     * @param row the user
     * @return what became of it
     * @throws io.orgauth.PermissionDeniedException if anybody but the operator asks
     */
    public Result importUser(Row row) {
        actor.requireOperator("importing users");
        try {
            User user = checked(row);
            return context.stores().atomically(unit -> insert(unit, user, row));
        } catch (IdentityException | IllegalArgumentException e) {
            return new Result(row.externalId, Outcome.REFUSED, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private User checked(Row row) {
        boolean isId = !row.externalId.isBlank()
                && row.externalId.length() <= MAX_EXTERNAL_ID
                && row.externalId.chars().noneMatch(Character::isISOControl);
        if (!isId) {
            throw IdentityException.invalid("external id must be 1 to " + MAX_EXTERNAL_ID + " printable characters");
        }
        row.passwordHash.ifPresent(PasswordHash::parse);
        UserId id = new UserId(context.ids().id("usr_"));
        return new User(id, EmailAddress.of(row.email), false, Optional.of(row.externalId), true, 1);
    }

    /** Inserted before it is looked for, so that of two imports at once one is told that the user is there. */
    private static Result insert(Stores unit, User user, Row row) {
        if (unit.users().insert(user)) {
            row.passwordHash.ifPresent(hash -> unit.passwords().put(user.id(), hash));
            return new Result(row.externalId, Outcome.IMPORTED, Optional.of(user.id()), "");
        }
        User present = unit.users()
                .byExternalId(row.externalId)
                .orElseThrow(() -> IdentityException.taken("a user with this e-mail address"));
        if (!present.email().equals(user.email())) {
            throw IdentityException.taken("a user with this external id and another e-mail address");
        }
        return new Result(row.externalId, Outcome.UNCHANGED, Optional.of(present.id()), "");
    }
}
