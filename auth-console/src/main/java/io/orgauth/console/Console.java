package io.orgauth.console;

import io.orgauth.http.HttpResponse;
import io.orgauth.session.Pages;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Our pages for signing in and out, and for what clients and devices are allowed: rendered by the server, without JavaScript, in English and German.
 *
 * <pre>{@code
 * ControlPlane auth = ControlPlane.builder()
 *     .issuer("https://app.example.com/auth")
 *     .pages(Console.builder().name("Example").color("#0a5").build())
 *     // and so on
 * }</pre>
 *
 * <p>Everything shown is escaped, and each page comes with a content security policy that lets no script run, no other site frame
 * it, and nothing load but its own style and the logo. Names and ids of fields, buttons and links are stable.
 *
 * <p>Immutable and thread-safe.
 */
public final class Console implements Pages {
    private static final Set<Class<?>> REPLACEABLE = Set.of(
            SignInPage.class,
            OrganizationPage.class,
            ProceedPage.class,
            SignOutPage.class,
            SignedOutPage.class,
            InvitationPage.class,
            ForgotPasswordPage.class,
            ResetPasswordPage.class,
            ConsentPage.class,
            DeviceCodePage.class,
            DeviceConsentPage.class,
            DeviceDonePage.class,
            FailurePage.class);

    private final Layout layout;
    private final Texts texts;
    private final Map<Class<?>, Function<Object, HttpResponse>> replaced;

    private Console(Builder builder) {
        this.layout = new Layout(builder.name, builder.logo, builder.color);
        this.texts = builder.texts;
        this.replaced = Map.copyOf(builder.replaced);
    }

    /**
     * The pages with neither a name nor a color of the product's.
     *
     * @return the pages
     */
    public static Console standard() {
        return builder().build();
    }

    /**
     * Pages that look like the product's.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public HttpResponse signIn(SignInPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.GOES_ON, "sign_in.title", SignInView.signIn(language, page)));
    }

    @Override
    public HttpResponse chooseOrganization(OrganizationPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.GOES_ON, "organization.title", SignInView.chooseOrganization(page)));
    }

    @Override
    public HttpResponse proceed(ProceedPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.LEAVES, "proceed.title", SignInView.proceed(language, page)));
    }

    @Override
    public HttpResponse signOut(SignOutPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.STAYS, "sign_out.title", SignOutView.signOut(language, page)));
    }

    @Override
    public HttpResponse signedOut(SignedOutPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.STAYS, "signed_out.title", SignOutView.signedOut(language, page)));
    }

    @Override
    public HttpResponse invitation(InvitationPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.GOES_ON, "invitation.title", InvitationView.of(language, page)));
    }

    @Override
    public HttpResponse forgotPassword(ForgotPasswordPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.STAYS, "forgot_password.title", PasswordView.forgot(language, page)));
    }

    @Override
    public HttpResponse resetPassword(ResetPasswordPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.STAYS, "reset_password.title", PasswordView.reset(language, page)));
    }

    @Override
    public HttpResponse consent(ConsentPage page) {
        return render(
                page,
                page.languages(),
                language -> ok(
                        language,
                        Policy.goesOnTo(page.client()),
                        "consent.title",
                        ConsentView.consent(language, page)));
    }

    @Override
    public HttpResponse deviceCode(DeviceCodePage page) {
        return render(
                page,
                page.languages(),
                language -> ok(language, Policy.GOES_ON, "device_code.title", DeviceView.code(language, page)));
    }

    @Override
    public HttpResponse deviceConsent(DeviceConsentPage page) {
        return render(
                page,
                page.languages(),
                language ->
                        ok(language, Policy.STAYS, "device_consent.title", ConsentView.deviceConsent(language, page)));
    }

    @Override
    public HttpResponse deviceDone(DeviceDonePage page) {
        String title = page.approved() ? "device_done.approved.title" : "device_done.denied.title";
        return render(
                page, page.languages(), language -> ok(language, Policy.STAYS, title, DeviceView.done(language, page)));
    }

    @Override
    public HttpResponse failure(FailurePage page) {
        return render(
                page,
                page.languages(),
                language -> layout.page(
                        page.status(),
                        language,
                        Policy.STAYS,
                        language.text("failure.title"),
                        FailureView.of(language, page)));
    }

    private HttpResponse render(Object page, List<Locale> languages, Function<Language, HttpResponse> ours) {
        Function<Object, HttpResponse> own = replaced.get(page.getClass());
        return own == null ? ours.apply(texts.in(languages)) : own.apply(page);
    }

    private HttpResponse ok(Language language, Policy policy, String title, Html main) {
        return layout.page(200, language, policy, language.text(title), main);
    }

    /** Collects how the pages look and what they say. Not thread-safe. */
    public static final class Builder {
        private static final int LONGEST_NAME = 60;

        private final Map<Class<?>, Function<Object, HttpResponse>> replaced = new HashMap<>();
        private String name = "OrgAuth";
        private Optional<URI> logo = Optional.empty();
        private Color color = Color.of("#1d4ed8");
        private Texts texts = Texts.standard();

        private Builder() {}

        /**
         * What the product is called; "OrgAuth" unless said.
         *
         * @param called 1 to 60 characters
         * @return this builder
         * @throws IllegalArgumentException if it is blank or longer
         */
        public Builder name(String called) {
            if (called.isBlank() || called.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("name must have 1 to " + LONGEST_NAME + " characters");
            }
            this.name = called;
            return this;
        }

        /**
         * A picture in place of the name; none unless said.
         *
         * @param picture an https URL, or an absolute path on the issuer's origin
         * @return this builder
         * @throws IllegalArgumentException if it is neither
         */
        public Builder logo(URI picture) {
            if (picture.isAbsolute()) {
                Location.site(picture);
            } else {
                Location.path(picture.toASCIIString());
            }
            this.logo = Optional.of(picture);
            return this;
        }

        /**
         * The color of buttons; the text on them is black or white, whichever can be read.
         *
         * @param hex {@code #rgb} or {@code #rrggbb}; a dark blue unless said
         * @return this builder
         * @throws IllegalArgumentException if it is no such color
         */
        public Builder color(String hex) {
            this.color = Color.of(hex);
            return this;
        }

        /**
         * Sentences of the product's own, or a further language. The keys are those of {@code texts.properties} in the jar.
         *
         * @param language whose they are; only its language code counts
         * @param own texts by their keys; all of them for a language that isn't there yet
         * @return this builder
         * @throws IllegalArgumentException if a key is unknown, or a new language lacks one
         */
        public Builder texts(Locale language, Map<String, String> own) {
            this.texts = texts.with(language, own);
            return this;
        }

        /**
         * A page of the product's own in place of one of ours. It escapes what it shows, and brings its own content security policy.
         *
         * @param page which one: {@code SignInPage.class}, say
         * @param renderer makes a response of it; thread-safe
         * @param <P> what it is given
         * @return this builder
         * @throws IllegalArgumentException if there is no such page
         */
        public <P> Builder page(Class<P> page, Function<P, HttpResponse> renderer) {
            if (!REPLACEABLE.contains(page)) {
                throw new IllegalArgumentException("page must be a page of Pages, such as SignInPage.class");
            }
            replaced.put(page, given -> renderer.apply(page.cast(given)));
            return this;
        }

        /**
         * The pages.
         *
         * @return immutable pages
         */
        public Console build() {
            return new Console(this);
        }
    }
}
