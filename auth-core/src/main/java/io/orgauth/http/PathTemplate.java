package io.orgauth.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A path such as {@code /clients/{id}} whose names stand for one segment each. Immutable. */
final class PathTemplate {
    private final String text;
    private final List<String> segments;

    private PathTemplate(String text) {
        this.text = text;
        this.segments = List.of(text.split("/", -1));
    }

    static PathTemplate parse(String text) {
        PathTemplate template = new PathTemplate(text);
        Set<String> names = new HashSet<>();
        boolean sound = text.startsWith("/")
                && !text.contains("//")
                && template.segments.stream().skip(1).allMatch(PathTemplate::isSegment);
        boolean once = template.segments.stream().filter(PathTemplate::isName).allMatch(names::add);
        if (!sound || !once) {
            throw new IllegalArgumentException("path \"" + LogText.escaped(text)
                    + "\" must be a decoded path of visible ASCII such as /clients/{id}, each name once");
        }
        return template;
    }

    /** A mount, which has no names: {@code /auth}, or nothing. */
    static String mount(String text) {
        if (!text.isEmpty() && (text.endsWith("/") || text.indexOf('{') >= 0)) {
            throw new IllegalArgumentException(
                    "mount must be empty or a path such as /auth, without a slash at the end");
        }
        return text.isEmpty() ? text : parse(text).text;
    }

    /** The last segment may be empty: {@code /} is a path. */
    private static boolean isSegment(String segment) {
        boolean plain = segment.chars().allMatch(c -> c > ' ' && c < 0x7f && "*%;?#\\{}".indexOf(c) < 0);
        boolean dots = segment.equals(".") || segment.equals("..");
        return (plain && !dots) || segment.matches("\\{[a-z][a-zA-Z0-9_]*\\}");
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    PathTemplate under(String mount) {
        return new PathTemplate(mount + text);
    }

    /** What stands for the names, or empty if the path is another. A name never stands for an empty segment. */
    Optional<Map<String, String>> match(String path) {
        List<String> asked = List.of(path.split("/", -1));
        if (asked.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String segment = segments.get(i);
            boolean bound = isName(segment) && !asked.get(i).isEmpty();
            if (!bound && !segment.equals(asked.get(i))) {
                return Optional.empty();
            }
            if (bound) {
                found.put(segment.substring(1, segment.length() - 1), asked.get(i));
            }
        }
        return Optional.of(found);
    }

    /** The same for two templates that match the same paths. In the order of shapes, literals come before names. */
    String shape() {
        return text.replaceAll("\\{[^/]*\\}", "\uffff");
    }

    @Override
    public String toString() {
        return text;
    }
}
