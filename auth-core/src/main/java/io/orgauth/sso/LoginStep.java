package io.orgauth.sso;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the browser gets to the identity provider, and what to remember until it is back. Immutable. */
public sealed interface LoginStep {
    /**
     * What to remember, bound to this browser and used once.
     *
     * @return the pending login
     */
    PendingLogin pending();

    /**
     * A redirect.
     *
     * @param location where to
     * @param pending what to remember
     */
    record Redirect(URI location, PendingLogin pending) implements LoginStep {}

    /**
     * A form that the browser posts.
     *
     * @param action where to
     * @param fields names and values of its hidden fields, in their order
     * @param pending what to remember
     */
    record PostForm(URI action, Map<String, String> fields, PendingLogin pending) implements LoginStep {
        /**
         * Copies the fields.
         *
         * @param action as the record says
         * @param fields as the record says
         * @param pending as the record says
         */
        public PostForm {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** Without the fields, which may be secrets. */
        @Override
        public String toString() {
            return "PostForm[" + action.getHost() + "]";
        }
    }
}
