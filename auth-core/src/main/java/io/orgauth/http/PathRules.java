package io.orgauth.http;

import io.orgauth.Permission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each method and path asks of its caller. What is demanded is matched loosely and what is allowed exactly, so a path
 * that the application might take for another one is judged by the stricter reading. Immutable.
 */
final class PathRules {
    private static final Comparator<Rule> MOST_SPECIFIC_FIRST = Comparator.comparingInt(
                    (Rule rule) -> rule.pattern().specificity())
            .reversed()
            .thenComparingInt(Rule::rank);

    private final List<Rule> rules;

    private PathRules(List<Rule> rules) {
        this.rules = rules;
    }

    static PathRules of(List<Rule> rules) {
        List<Rule> sorted = new ArrayList<>(rules);
        sorted.sort(MOST_SPECIFIC_FIRST);
        for (int i = 0; i < sorted.size(); i++) {
            requireNoTie(sorted.get(i), sorted.subList(i + 1, sorted.size()));
        }
        return new PathRules(List.copyOf(sorted));
    }

    private static void requireNoTie(Rule rule, List<Rule> others) {
        if (others.stream().anyMatch(rule::ties)) {
            throw new IllegalStateException(
                    "two rules for pattern \"" + rule.pattern().key()
                            + "\" (case and a slash at the end don't count) are equally specific, write one");
        }
    }

    /** The most specific rule for path and method; a broader rule counts only if no narrower one has the method. */
    Access access(String method, String path) {
        boolean ruledForOthers = false;
        String folded = PathPattern.fold(path);
        for (Rule rule : rules) {
            if (!rule.matches(path, folded)) {
                continue;
            }
            if (rule.covers(method)) {
                return rule.access();
            }
            ruledForOthers = true;
        }
        return ruledForOthers ? new Access.Nobody() : new Access.Caller();
    }

    /** Whether everything is open, so that a gate without authenticators makes sense. */
    boolean openToAll() {
        return !rules.isEmpty()
                && rules.stream().allMatch(Rule::open)
                && rules.stream()
                        .anyMatch(rule -> rule.pattern().key().equals("/*")
                                && rule.method().isEmpty());
    }

    /** What a request needs. */
    sealed interface Access {
        /** Nothing. */
        record Everybody() implements Access {}

        /** A principal, whatever it may do. */
        record Caller() implements Access {}

        /** A principal with this permission. */
        record Holder(Permission permission) implements Access {}

        /** The path is ruled, but not for this method: an unnamed method on a ruled path is an unguarded door. */
        record Nobody() implements Access {}
    }

    /**
     * One line of the configuration.
     *
     * @param pattern which paths
     * @param method which method, empty for all
     * @param permission what it demands, empty if it opens the path to everybody
     */
    record Rule(PathPattern pattern, Optional<String> method, Optional<Permission> permission) {
        static Rule demanding(String method, String pattern, Permission permission) {
            return new Rule(
                    PathPattern.parse(pattern), Optional.of(Methods.requireUpperCase(method)), Optional.of(permission));
        }

        static Rule demanding(String pattern, Permission permission) {
            return new Rule(PathPattern.parse(pattern), Optional.empty(), Optional.of(permission));
        }

        static Rule opening(String pattern) {
            return new Rule(PathPattern.parse(pattern), Optional.empty(), Optional.empty());
        }

        static Rule opening(String method, String pattern) {
            return new Rule(
                    PathPattern.parse(pattern), Optional.of(Methods.requireUpperCase(method)), Optional.empty());
        }

        boolean open() {
            return permission.isEmpty();
        }

        boolean matches(String path, String folded) {
            return open() ? pattern.matches(path) : pattern.matchesFolded(folded);
        }

        /** HEAD shows what GET shows, so GET's rule is HEAD's (RFC 9110, 9.3.2). */
        boolean covers(String asked) {
            return method.isEmpty()
                    || named(method.get(), asked)
                    || (named("HEAD", asked) && named("GET", method.get()));
        }

        /** Containers may fold methods, so a demand does; what is allowed stays exact (RFC 9110, 9.1). */
        private boolean named(String name, String asked) {
            return open() ? name.equals(asked) : name.equalsIgnoreCase(asked);
        }

        Access access() {
            return permission.isEmpty() ? new Access.Everybody() : new Access.Holder(permission.get());
        }

        /** Within one pattern: HEAD's own rule before GET's, any method's rule before that for all. */
        private int rank() {
            return method.map(name -> name.equals("HEAD") ? 0 : 1).orElse(2);
        }

        private boolean ties(Rule other) {
            boolean same = method.equals(other.method) && pattern.key().equals(other.pattern.key());
            boolean apart = open() && other.open() && !pattern.equals(other.pattern);
            return same && !apart;
        }
    }
}
