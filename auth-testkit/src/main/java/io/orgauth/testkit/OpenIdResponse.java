package io.orgauth.testkit;

import io.orgauth.http.HttpRequest;
import io.orgauth.sso.Callback;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenID Connect sign-in in the making: the answer that the browser brings, and behind its code the tokens and the userinfo, as the
 * persona would say them, or with one fault.
 *
 * <pre>{@code
 * Callback callback = idp.openIdResponse(step).person("ada@acme.com").with(OpenIdFault.WRONG_NONCE).callback();
 * connection.finish(callback, step.pending());     // fetches by idp.fetcher()
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class OpenIdResponse {
    private final Provider provider;
    private final OpenIdDraft draft;
    private Optional<OpenIdFault> fault = Optional.empty();

    OpenIdResponse(Provider provider, OpenIdRequest request) {
        this.provider = provider;
        this.draft =
                new OpenIdDraft(request, provider.issuer(), provider.clock().instant());
        if (provider.persona().openId().saysIssuer()) {
            draft.answer.put("iss", provider.issuer());
        }
        apply(provider.firstPerson());
    }

    /**
     * Who signed in; whoever was added first unless said.
     *
     * @param email the address of somebody whom the provider knows
     * @return this
     * @throws IllegalArgumentException if the provider knows nobody by it
     */
    public OpenIdResponse person(String email) {
        apply(provider.person(email));
        return this;
    }

    private void apply(Person person) {
        OpenIdStyle style = provider.persona().openId();
        draft.person(style.claims().apply(person), style);
    }

    /**
     * Another value of a claim, in the ID token and in the userinfo.
     *
     * @param name its name
     * @param value String, Boolean, a number, or a List or Map of these
     * @return this
     */
    public OpenIdResponse claim(String name, Object value) {
        draft.claim(name, value);
        return this;
    }

    /**
     * One thing that is wrong with it. Say it last.
     *
     * @param wrong the fault
     * @return this
     * @throws IllegalStateException if it has a fault already: a test of two shows nothing about either
     */
    public OpenIdResponse with(OpenIdFault wrong) {
        if (fault.isPresent()) {
            throw new IllegalStateException("one fault at a time: the sign-in has " + fault.get() + " already");
        }
        fault = Optional.of(wrong);
        wrong.applyTo(draft);
        return this;
    }

    /**
     * What the browser brings to the relying party, by query or by form as it was asked for; its code is good from now on, once.
     *
     * @return the callback
     */
    public Callback callback() {
        Map<String, String> parameters = parameters();
        if (draft.request.asksForFormPost()) {
            return Callback.posted(parameters);
        }
        return Callback.of(HttpRequest.builder("GET", "/callback?" + Query.write(parameters))
                .build());
    }

    Map<String, String> parameters() {
        draft.request.error().ifPresent(error -> {
            draft.answer.remove("code");
            draft.answer.put("error", error);
        });
        provider.openId().expect(draft);
        return Map.copyOf(draft.answer);
    }
}
