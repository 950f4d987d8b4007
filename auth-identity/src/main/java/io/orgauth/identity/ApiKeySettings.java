package io.orgauth.identity;

import io.orgauth.apikey.ApiKeyPolicies;
import io.orgauth.apikey.ApiKeyPolicy;
import io.orgauth.apikey.ApiKeyRate;

/**
 * What a product may say about its API keys. Immutable.
 *
 * @param prefix of new keys; keys of another prefix are refused
 * @param policies how long the keys of each organization live
 * @param rate how often a key may be used on one node
 */
public record ApiKeySettings(String prefix, ApiKeyPolicies policies, ApiKeyRate rate) {
    /** The prefix {@code orgauth}, 90 days unless asked otherwise, 100 uses a second. */
    public static final ApiKeySettings STANDARD =
            new ApiKeySettings("orgauth", organization -> ApiKeyPolicy.STANDARD, ApiKeyRate.STANDARD);

    /**
     * The same with a prefix.
     *
     * @param own a lower-case letter and 1 to 15 lower-case letters and digits
     * @return the settings
     */
    public ApiKeySettings withPrefix(String own) {
        return new ApiKeySettings(own, policies, rate);
    }

    /**
     * The same with policies.
     *
     * @param source asked whenever a key is issued or rotated
     * @return the settings
     */
    public ApiKeySettings withPolicies(ApiKeyPolicies source) {
        return new ApiKeySettings(prefix, source, rate);
    }

    /**
     * The same with a rate.
     *
     * @param most of each key on each node
     * @return the settings
     */
    public ApiKeySettings withRate(ApiKeyRate most) {
        return new ApiKeySettings(prefix, policies, most);
    }
}
