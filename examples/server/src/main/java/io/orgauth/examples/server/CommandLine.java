package io.orgauth.examples.server;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which text was given for which option; what was said on the command line goes before the environment. */
final class CommandLine {
    private final Map<Option, String> given;

    private CommandLine(Map<Option, String> given) {
        this.given = given;
    }

    static CommandLine parse(List<String> arguments, Map<String, String> environment) {
        Map<Option, String> given = new EnumMap<>(Option.class);
        for (int i = 0; i < arguments.size(); i += 2) {
            Option option = option(arguments.get(i));
            if (i + 1 == arguments.size()) {
                throw new UsageException(option.flag() + " needs a value");
            }
            if (given.put(option, arguments.get(i + 1)) != null) {
                throw new UsageException(option.flag() + " is given twice");
            }
        }
        for (Option option : Option.values()) {
            String value = environment.getOrDefault(option.variable(), "");
            if (!value.isEmpty()) {
                given.putIfAbsent(option, value);
            }
        }
        return new CommandLine(given);
    }

    private static Option option(String flag) {
        return Option.ofFlag(flag)
                .orElseThrow(() -> new UsageException("unknown option " + flag + ", use " + Option.flags()));
    }

    Optional<String> value(Option option) {
        return Optional.ofNullable(given.get(option));
    }
}
