package io.orgauth.sso;

import java.util.List;

/**
 * An identity provider that is known by name: what its administrator and ours exchange. Immutable.
 *
 * @param key its stable key, for example {@code okta}
 * @param name as people call it
 * @param asks what we need from it
 * @param copies our values that its administrator copies, as templates in which <code>{callback}</code>, <code>{issuer}</code> and
 *     <code>{connection}</code> stand for ours
 * @param guide what to do there, in words
 */
public record Preset(String key, String name, List<Ask> asks, List<Copy> copies, String guide) {
    /**
     * Copies the lists.
     *
     * @param key as the record says
     * @param name as the record says
     * @param asks as the record says
     * @param copies as the record says
     * @param guide as the record says
     */
    public Preset {
        asks = List.copyOf(asks);
        copies = List.copyOf(copies);
    }

    /**
     * One value to ask for.
     *
     * @param setting the setting's or secret's name
     * @param label as the identity provider calls it
     * @param secret whether it must be sealed and never shown again
     */
    public record Ask(String setting, String label, boolean secret) {}

    /**
     * One of our values.
     *
     * @param label as the identity provider calls it
     * @param template the value
     */
    public record Copy(String label, String template) {}
}
