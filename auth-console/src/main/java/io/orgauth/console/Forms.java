package io.orgauth.console;

import io.orgauth.session.Pages.PageForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts that forms are made of. */
final class Forms {
    private Forms() {}

    /** A form of ours; nothing but POST, so that nothing typed gets into an address. */
    static Html form(PageForm form, Html content) {
        return form(Location.path(form.action()), form.hidden(), content);
    }

    static Html form(Location action, Map<String, String> hidden, Html content) {
        return Html.of("<form method=\"post\" action=\"{}\">\n{}{}\n</form>\n", action, hiddenFields(hidden), content);
    }

    private static Html hiddenFields(Map<String, String> hidden) {
        List<Html> fields = new ArrayList<>();
        hidden.forEach((name, value) ->
                fields.add(Html.of("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, value)));
        return Html.all(fields);
    }

    static Html email(Language language, String value) {
        return Html.of("""
                <label for="email">{}</label>
                <input id="email" name="email" type="email" value="{}" autocomplete="username" autocapitalize="none" \
                spellcheck="false" maxlength="254" required autofocus>
                """, language.text("email"), value);
    }

    /** Shown, and there for password managers, but not to be changed any more. */
    static Html fixedEmail(Language language, String value) {
        return Html.of("""
                <label for="email">{}</label>
                <input id="email" name="email" type="email" value="{}" autocomplete="username" readonly>
                """, language.text("email"), value);
    }

    static Html password(Language language) {
        return Html.of("""
                <label for="password">{}</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
                """, language.text("password"));
    }

    static Html newPassword(Language language) {
        return Html.of("""
                <label for="password">{}</label>
                <input id="password" name="password" type="password" autocomplete="new-password" required autofocus \
                aria-describedby="password-hint">
                <p class="hint" id="password-hint">{}</p>
                """, language.text("new_password"), language.text("new_password.hint"));
    }

    /** The first one in a form is what the Enter key presses. */
    static Html button(String id, String name, String value, String text) {
        return Html.of(
                "<button type=\"submit\" id=\"{}\" name=\"{}\" value=\"{}\">{}</button>\n", id, name, value, text);
    }

    /** A button beside the main one, which works whatever the fields hold. */
    static Html otherButton(String id, String name, String value, String text) {
        return Html.of(
                "<button type=\"submit\" class=\"other\" id=\"{}\" name=\"{}\" value=\"{}\" formnovalidate>{}</button>\n",
                id,
                name,
                value,
                text);
    }

    static Html link(String id, Location to, String text) {
        return Html.of("<p class=\"link\"><a id=\"{}\" href=\"{}\">{}</a></p>\n", id, to, text);
    }

    static Html paragraph(String text) {
        return Html.of("<p>{}</p>\n", text);
    }

    /** What was wrong with what was typed, read out at once by screen readers. */
    static Html problem(Language language, Optional<String> code) {
        return Html.optional(code.map(given -> Html.of(
                "<p class=\"problem\" id=\"problem\" role=\"alert\">{}</p>\n", language.reason("problem", given))));
    }
}
