package io.orgauth.identity;

import java.util.List;

/** Looks DNS TXT records up. Implementations must be thread-safe and bound their time. */
@FunctionalInterface
public interface TxtLookup {
    /**
     * The TXT records of a name.
     *
     * @param name a host name in ASCII
     * @return their texts, none if the name does not exist or has no such record
     * @throws LookupFailedException if that can't be found out now
     */
    List<String> texts(String name) throws LookupFailedException;

    /**
     * Asks the name servers that this machine is set up with: of each, at most 2 tries of 2 and 4 seconds; at most 50 records.
     *
     * @return the look-up
     */
    static TxtLookup system() {
        return new DnsTxtLookup();
    }

    /** The name servers did not answer, which says nothing about the record. */
    final class LookupFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        /**
         * A failure.
         *
         * @param cause what failed
         */
        public LookupFailedException(Throwable cause) {
            super("name servers did not answer", cause);
        }
    }
}
