package io.orgauth.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void text_inATemplate_isEscapedOnce() {
        Html inner = Html.of("<b>{}</b>", "<&>");
        assertEquals(
                "<p title=\"&quot;&#39;\"><b>&lt;&amp;&gt;</b></p>",
                Html.of("<p title=\"{}\">{}</p>", "\"'", inner).toString());
    }

    @Test
    void gap_inWhatWasFilledIn_isNoGap() {
        assertEquals("{}-x", Html.of("{}-{}", "{}", "x").toString());
    }

    @Test
    void parts_asManyAsGaps_areDemanded() {
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}"));
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}", "a", "b"));
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}{}", "a"));
    }

    @Test
    void characters_thatHtmlForbids_areReplaced() {
        assertEquals(
                "\ufffd\ufffd\ufffd\ufffd\t\n\r \u00a0~",
                Html.of("{}", "\u0000\u001f\u007f\u009f\t\n\r \u00a0~").toString());
    }
}
