package io.orgauth.examples.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can run in a process of its own. */
enum Part {
    CONTROL_PLANE,
    DATA_PLANE,
    IDP;

    static Set<Part> only(String word) {
        return EnumSet.of(Arrays.stream(values())
                .filter(part -> part.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(Option.ONLY.flag() + " is " + words() + ", not " + word)));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words() {
        String all = Arrays.stream(values()).map(Part::word).collect(Collectors.joining(", "));
        return all.replaceFirst(", (?=[^,]*$)", " or ");
    }
}
