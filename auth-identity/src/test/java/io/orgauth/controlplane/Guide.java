package io.orgauth.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, read so that tests can hold it to what it says. */
public final class Guide {
    private final String text;

    private Guide(String text) {
        this.text = text;
    }

    public static Guide page(String name) {
        return new Guide(read(Path.of("..", "docs", name)));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of code in a language, in order. */
    List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The first group of every match. */
    public List<Matcher> rows(Pattern row) {
        return text.lines().map(row::matcher).filter(Matcher::matches).toList();
    }
}
