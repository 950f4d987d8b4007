package io.orgauth.console;

import io.orgauth.session.Pages.DeviceCodePage;
import io.orgauth.session.Pages.DeviceDonePage;

/** The code of a device, and what became of it. */
final class DeviceView {
    private DeviceView() {}

    /** A code that came with the link is there to be compared, and the person submits it. */
    static Html code(Language language, DeviceCodePage page) {
        String hint = page.code().isPresent() ? "device_code.compare" : "device_code.text";
        Html field =
                Html.of("""
                <label for="user_code">{}</label>
                <input id="user_code" name="user_code" value="{}" autocomplete="off" autocapitalize="characters" \
                spellcheck="false" maxlength="20" required autofocus aria-describedby="user_code-hint">
                <p class="hint" id="user_code-hint">{}</p>
                """, language.text("device_code.label"), page.code().orElse(""), language.text(hint));
        Html button = Forms.button("continue", "step", "code", language.text("device_code.button"));
        return Html.of(
                "{}{}",
                Forms.problem(language, page.problem()),
                Forms.form(page.form(), Html.of("{}{}", field, button)));
    }

    static Html done(Language language, DeviceDonePage page) {
        String text = page.approved() ? "device_done.approved" : "device_done.denied";
        return Html.of("<p id=\"done\" role=\"status\">{}</p>\n", language.text(text));
    }
}
