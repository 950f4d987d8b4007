package io.orgauth.console;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.List;
import java.util.Optional;

/**
 * Markup that a browser may be given. The compiler (ErrorProne) takes nothing but constants for a template, and whatever fills one
 * is escaped unless it is markup already; so text that somebody typed has no way into a page but through {@link #escaped}.
 */
final class Html {
    static final Html NONE = new Html("");
    private static final String GAP = "{}";

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /**
     * A template with its gaps filled, in their order. In an attribute, a gap stands between double quotes.
     *
     * @param template with {@code {}} for each gap
     * @param parts {@link Html} as it is, anything else as escaped text
     * @throws IllegalArgumentException if there are not as many parts as gaps
     */
    static Html of(@CompileTimeConstant final String template, Object... parts) {
        StringBuilder markup = new StringBuilder(template.length() * 2);
        int from = 0;
        for (Object part : parts) {
            int gap = template.indexOf(GAP, from);
            if (gap < 0) {
                throw new IllegalArgumentException(
                        "a template has fewer gaps than the " + parts.length + " parts for it");
            }
            markup.append(template, from, gap)
                    .append(part instanceof Html html ? html.markup : escaped(part.toString()));
            from = gap + GAP.length();
        }
        if (template.indexOf(GAP, from) >= 0) {
            throw new IllegalArgumentException("a template has more gaps than the " + parts.length + " parts for it");
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    static Html all(List<Html> parts) {
        return new Html(String.join("", parts.stream().map(Html::toString).toList()));
    }

    static Html optional(Optional<Html> part) {
        return part.orElse(NONE);
    }

    /** The stylesheet, whose bytes the content security policy names; a reader of HTML takes its text as it is. */
    static Html style(Stylesheet sheet) {
        return new Html("<style>" + sheet.css() + "</style>");
    }

    /** In text and in quoted attributes alike; control characters, which HTML forbids even when escaped, become U+FFFD. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isForbidden(c) ? '\ufffd' : (char) c);
            }
        });
        return escaped.toString();
    }

    private static boolean isForbidden(int c) {
        return (c < ' ' && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7f && c < 0xa0);
    }

    /** The markup. */
    @Override
    public String toString() {
        return markup;
    }
}
