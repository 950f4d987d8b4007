package io.orgauth.session;

import io.orgauth.AuthUnavailableException;
import io.orgauth.OrganizationId;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.User;
import io.orgauth.session.Pages.FailurePage;
import io.orgauth.session.SignInRequest.Hint;
import io.orgauth.sso.Callback;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sign-in page: each form posted is one step of a {@link SignIn}. Immutable and thread-safe. */
final class SignInPages {
    private static final Logger LOG = LoggerFactory.getLogger(SignInPages.class);
    private static final Set<SignInReason> TRY_AGAIN =
            Set.of(SignInReason.SIGN_IN_FAILED, SignInReason.TOO_MANY_ATTEMPTS);

    private final SignInContext context;
    private final NextAnswers answers;

    SignInPages(SignInContext context) {
        this.context = context;
        this.answers = new NextAnswers(context);
    }

    /** An endpoint whose every refusal is the one page for failures. */
    Endpoint guarded(Endpoint endpoint) {
        return request -> {
            try {
                return endpoint.answer(request);
            } catch (SignInException e) {
                LOG.debug("refused a sign-in by {} ({})", e.reason().code(), e.getMessage());
                return failure(request, status(e.reason()), e.reason().code(), e.trace());
            } catch (BadRequestException e) {
                LOG.debug("refused a sign-in by {}", e.reason().code());
                return failure(request, 400, "invalid_request", Optional.empty());
            } catch (AuthUnavailableException e) {
                LOG.warn("a sign-in found {} unavailable", e.reason().code(), e);
                return failure(request, 503, "temporarily_unavailable", Optional.empty());
            }
        };
    }

    private static int status(SignInReason reason) {
        return switch (reason) {
            case TOO_MANY_ATTEMPTS -> 429;
            case IDENTITY_PROVIDER_UNAVAILABLE -> 503;
            case PENDING_NOT_VALID, STEP_NOT_EXPECTED, FORM_NOT_OURS, INVITATION_NOT_VALID -> 400;
            default -> 403;
        };
    }

    HttpResponse failure(HttpRequest request, int status, String code, Optional<String> trace) {
        String back = context.forms().path(NextAnswers.SIGN_IN);
        return context.pages().failure(new FailurePage(Browser.languages(request), status, code, trace, back));
    }

    /** Begins a sign-in, by a connection at once if one is named. */
    HttpResponse begin(HttpRequest request) {
        Form query = request.query();
        SignInRequest begun = new SignInRequest(
                purpose(request, query),
                returnPath(query),
                given(query, "organization").map(SignInPages::organization),
                given(query, "connection"),
                given(query, "login_hint"),
                Optional.empty(),
                Browser.session(context, request),
                hints(query));
        return answers.answer(context.signIn().begin(begun), Browser.languages(request));
    }

    /** One step: the answer to what was asked, or one of the shared connections instead. */
    HttpResponse step(HttpRequest request) {
        String id = request.form().single(NextAnswers.HANDLE).orElse("");
        Handle handle = context.cookies().handle(request, id).orElseThrow(SignInPages::ofOtherBrowser);
        Form form = context.forms().own(request, NextAnswers.SIGN_IN, handle.secret());
        Next.Ask ask = context.signIn().asked(handle);
        try {
            return answered(request, form, ask);
        } catch (SignInException e) {
            if (!TRY_AGAIN.contains(e.reason())) {
                throw e;
            }
            return answers.asking(
                    ask, Browser.languages(request), Optional.of(e.reason().code()));
        }
    }

    private HttpResponse answered(HttpRequest request, Form form, Next.Ask ask) {
        Optional<String> connection = given(form, "connection");
        Next next = connection.isPresent()
                ? context.signIn().connection(ask.handle(), connection.get())
                : typed(request, form, ask);
        HttpResponse response = answers.answer(next, Browser.languages(request));
        return next instanceof Next.Done done ? remembered(request, ask, done, response) : response;
    }

    private Next typed(HttpRequest request, Form form, Next.Ask ask) {
        return switch (ask.what()) {
            case EMAIL -> context.signIn().email(ask.handle(), form.required("email"));
            case PASSWORD ->
                context.signIn()
                        .password(
                                ask.handle(),
                                form.required("password"),
                                attempt(request, ask),
                                Browser.device(request));
            case ORGANIZATION ->
                context.signIn()
                        .organization(
                                ask.handle(), organization(form.required("organization")), Browser.device(request));
        };
    }

    /** The device counts only for the address that the sign-in itself remembers, not for one that the form says. */
    private Attempt attempt(HttpRequest request, Next.Ask ask) {
        Optional<String> device = ask.email()
                .flatMap(this::user)
                .flatMap(user -> context.devices().of(context.cookies().device(request), user));
        return new Attempt(request.client(), device);
    }

    private Optional<User> user(String email) {
        try {
            return context.stores().users().byEmail(EmailAddress.of(email));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The sign-in is over, and the device is known from now on. */
    private HttpResponse remembered(HttpRequest request, Next.Ask ask, Next.Done done, HttpResponse response) {
        String device = context.devices()
                .with(
                        context.cookies().device(request),
                        done.session().session().user());
        HttpResponse cleared = context.cookies().clear(response, ask.handle().id());
        return context.cookies().setDevice(cleared, device);
    }

    /** What the browser brings back from an identity provider. */
    HttpResponse callback(HttpRequest request) {
        Callback callback = Callback.of(request);
        Next next = context.signIn()
                .callback(
                        request.pathParameter("connection"),
                        callback,
                        id -> context.cookies().handle(request, id).map(Handle::secret),
                        Browser.device(request));
        HttpResponse response = answers.answer(next, Browser.languages(request));
        return callback.handle()
                .map(id -> context.cookies().clear(response, id))
                .orElse(response);
    }

    private static SignInException ofOtherBrowser() {
        return new SignInException(
                SignInReason.PENDING_NOT_VALID, Optional.empty(), "the browser has no cookie of this sign-in");
    }

    private static Optional<String> given(Form form, String name) {
        return form.single(name).filter(text -> !text.isEmpty());
    }

    /** By a link of ours only: else another site links the account that its visitor happens to have at the provider. */
    private static SignInRequest.Purpose purpose(HttpRequest request, Form query) {
        SignInRequest.Purpose purpose = purpose(query);
        boolean own = request.headers().all("Sec-Fetch-Site").equals(List.of("same-origin"));
        if (purpose != SignInRequest.Purpose.SIGN_IN && !own) {
            throw new SignInException(
                    SignInReason.FORM_NOT_OURS, Optional.empty(), "the link is not one of a page of ours");
        }
        return purpose;
    }

    private static SignInRequest.Purpose purpose(Form query) {
        return given(query, "purpose")
                .map(text -> switch (text) {
                    case "test" -> SignInRequest.Purpose.TEST;
                    case "link" -> SignInRequest.Purpose.LINK;
                    default -> SignInRequest.Purpose.SIGN_IN;
                })
                .orElse(SignInRequest.Purpose.SIGN_IN);
    }

    private static Set<Hint> hints(Form query) {
        Set<Hint> hints = EnumSet.noneOf(Hint.class);
        if (given(query, "prompt").filter("login"::equals).isPresent()) {
            hints.add(Hint.FRESH);
        }
        if (given(query, "way").filter("password"::equals).isPresent()) {
            hints.add(Hint.NO_CONNECTION);
        }
        return hints;
    }

    private static String returnPath(Form query) {
        return given(query, "return_to")
                .map(text -> ReturnPath.of(text)
                        .orElseThrow(() -> new SignInException(
                                SignInReason.RETURN_PATH_REFUSED, Optional.empty(), "return_to is no path of ours")))
                .orElse(ReturnPath.ROOT)
                .value();
    }

    private static OrganizationId organization(String text) {
        try {
            return OrganizationId.of(text);
        } catch (IllegalArgumentException e) {
            throw new SignInException(SignInReason.NOT_ADMITTED, Optional.empty(), "organization is no id");
        }
    }
}
