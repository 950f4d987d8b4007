package io.orgauth.console;

import io.orgauth.session.Pages.ConsentPage;
import io.orgauth.session.Pages.DeviceConsentPage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whether a client may act for the person: what it is called, where, what for, and how to say yes or no. */
final class ConsentView {
    /** In the order in which they are shown; other words are shown as they are, so that nothing is allowed unseen. */
    private static final List<String> EXPLAINED = List.of("openid", "profile", "email", "groups", "offline_access");

    private static final String EVERYTHING = "*";

    private ConsentView() {}

    /** Names can be chosen by anybody, so the place that the browser goes on to is shown too. */
    static Html consent(Language language, ConsentPage page) {
        return Html.of(
                "{}<p class=\"hint\" id=\"client\">{}</p>\n{}",
                wanted(language, page.wanted()),
                language.text("consent.goes_on", page.client()),
                decision(language, page.form()));
    }

    /** Whoever sent the person here by a link may be who waits with the device (RFC 8628, 5.4). */
    static Html deviceConsent(Language language, DeviceConsentPage page) {
        return Html.of(
                """
                {}<p>{} <code id="user_code">{}</code></p>
                <p class="hint" id="requester">{}</p>
                <p class="problem" id="warning">{}</p>
                {}""",
                wanted(language, page.wanted()),
                language.text("device_consent.code"),
                page.code(),
                language.text("device_consent.requester", page.requester(), ago(language, page.age())),
                language.text("device_consent.warning"),
                decision(language, page.form()));
    }

    private static Html wanted(Language language, Wanted wanted) {
        List<Html> entries = entries(language, wanted);
        Html list = entries.isEmpty()
                ? Html.NONE
                : Html.of("<p>{}</p>\n<ul id=\"wanted\">\n{}</ul>\n", language.text("consent.asks"), Html.all(entries));
        return Html.of(
                "<p id=\"consent\">{}</p>\n{}",
                language.text("consent.text", wanted.client(), wanted.organization(), wanted.email()),
                list);
    }

    private static List<Html> entries(Language language, Wanted wanted) {
        List<Html> entries = new ArrayList<>();
        if (wanted.words().contains(EVERYTHING)) {
            entries.add(entry(language.text("wanted.everything")));
        }
        for (String permission : wanted.permissions()) {
            entries.add(code(permission));
        }
        EXPLAINED.stream()
                .filter(wanted.words()::contains)
                .forEach(word -> entries.add(entry(language.text("wanted." + word))));
        new TreeSet<>(wanted.words())
                .stream()
                        .filter(word -> !EXPLAINED.contains(word) && !word.equals(EVERYTHING))
                        .forEach(word -> entries.add(code(word)));
        return entries;
    }

    private static Html entry(String text) {
        return Html.of("<li>{}</li>\n", text);
    }

    private static Html code(String word) {
        return Html.of("<li><code>{}</code></li>\n", word);
    }

    private static Html decision(Language language, PageForm form) {
        return Forms.form(
                form,
                Html.of(
                        "{}{}",
                        Forms.button("approve", "decision", "approve", language.text("consent.approve")),
                        Forms.otherButton("deny", "decision", "deny", language.text("consent.deny"))));
    }

    private static String ago(Language language, Duration age) {
        long minutes = age.toMinutes();
        if (minutes < 1) {
            return language.text("ago.now");
        }
        return minutes == 1 ? language.text("ago.minute") : language.text("ago.minutes", Long.toString(minutes));
    }
}
