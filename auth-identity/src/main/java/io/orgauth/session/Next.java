package io.orgauth.session;

import io.orgauth.OrganizationId;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a sign-in needs next. Immutable. */
public sealed interface Next {
    /** What a person may be asked for. */
    enum What {
        /** The e-mail address. */
        EMAIL,
        /** The password of the address that was given. */
        PASSWORD,
        /** Which organization to enter. */
        ORGANIZATION
    }

    /**
     * Ask the person.
     *
     * @param what for what
     * @param handle of the sign-in, for the answer
     * @param email the address that was given, once it was
     * @param offered the connection that the address leads to, which may be used instead of the password
     * @param organizations for {@link What#ORGANIZATION} those that may be entered; empty else
     */
    record Ask(
            What what,
            Handle handle,
            Optional<String> email,
            Optional<String> offered,
            List<OrganizationId> organizations)
            implements Next {
        /**
         * Copies the list.
         *
         * @param what as the record says
         * @param handle as the record says
         * @param email as the record says
         * @param offered as the record says
         * @param organizations as the record says
         */
        public Ask {
            organizations = List.copyOf(organizations);
        }
    }

    /**
     * Send the browser to an identity provider.
     *
     * @param location where to
     * @param handle of the sign-in, whose cookie must be set
     */
    record Redirect(URI location, Handle handle) implements Next {}

    /**
     * Let the browser post a form to an identity provider.
     *
     * @param action where to
     * @param fields its hidden fields, in their order
     * @param handle of the sign-in, whose cookie must be set
     */
    record PostForm(URI action, Map<String, String> fields, Handle handle) implements Next {
        /**
         * Copies the fields.
         *
         * @param action as the record says
         * @param fields as the record says
         * @param handle as the record says
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

    /**
     * Somebody is signed in.
     *
     * @param session whose cookie must be set
     * @param returnTo the path to go on to
     */
    record Done(StartedSession session, String returnTo) implements Next {}

    /**
     * What was not for a session is done: a connection was tested, or an account was linked.
     *
     * @param returnTo the path to go on to
     */
    record Back(String returnTo) implements Next {}
}
