package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.Endpoints;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.session.Handle;
import io.orgauth.session.Next;
import io.orgauth.session.SessionCookies;
import io.orgauth.session.SignIn;
import io.orgauth.session.SignInException;
import io.orgauth.session.SignInRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A product's own login page, whole: no page of ours, the same sign-in. Each step answers with what is needed next. Who comes back
 * from an identity provider is taken in by the control plane's own endpoint, and goes on to {@code /}.
 *
 * <pre>{@code
 * new EndpointFilter(Endpoints.builder().addAll(auth.endpoints()).addAll(new OwnLoginPage(auth, issuer).endpoints()).build())
 * }</pre>
 */
final class OwnLoginPage {
    private final SignIn signIn;
    private final SessionCookies cookies;
    private final String origin;

    /** The issuer of this product has no path, so it is the page's origin too. */
    OwnLoginPage(ControlPlane auth, String issuer) {
        this.signIn = auth.signIn();
        this.cookies = new SessionCookies(issuer);
        this.origin = issuer;
    }

    Endpoints endpoints() {
        return Endpoints.builder()
                .at("GET", "/login", request -> page("<input name=email>", Optional.empty()))
                .at("POST", "/login", this::step)
                .build();
    }

    /** Another site's page could post here, but gets nobody signed in: the sign-in is the one of this browser's cookie. */
    private HttpResponse step(HttpRequest request) {
        if (!request.headers().all("Origin").stream().allMatch(origin::equals)) {
            return page("", Optional.of("This form was not ours."));
        }
        try {
            return answer(next(request, request.form()));
        } catch (SignInException e) {
            return page("", Optional.of("That did not work (" + e.reason().code() + ")."));
        }
    }

    private Next next(HttpRequest request, Form form) {
        Optional<Handle> handle = form.single("sign_in").flatMap(id -> cookies.handle(request, id));
        if (handle.isEmpty()) {
            return signIn.begin(SignInRequest.to("/").of(form.required("email")));
        }
        String device = request.headers().first("User-Agent").orElse("");
        Optional<String> organization = form.single("organization");
        return organization.isPresent()
                ? signIn.organization(handle.get(), OrganizationId.of(organization.get()), device)
                : signIn.password(
                        handle.get(),
                        form.required("password"),
                        new Attempt(request.client(), Optional.empty()),
                        device);
    }

    private HttpResponse answer(Next next) {
        if (next instanceof Next.Ask ask) {
            return cookies.set(page(fields(ask), Optional.empty()), ask.handle());
        }
        if (next instanceof Next.Redirect redirect) {
            return cookies.set(HttpResponse.redirect(redirect.location().toString()), redirect.handle());
        }
        if (next instanceof Next.Done done) {
            return cookies.set(HttpResponse.redirect(done.returnTo()), done.session());
        }
        return page("", Optional.of("The identity provider wants a form; see the library's own pages."));
    }

    private static String fields(Next.Ask ask) {
        String id = "<input type=hidden name=sign_in value=" + ask.handle().id() + ">";
        if (ask.what() == Next.What.ORGANIZATION) {
            StringBuilder buttons = new StringBuilder(id);
            ask.organizations()
                    .forEach(one -> buttons.append("<button name=organization value=" + one + ">" + one + "</button>"));
            return buttons.toString();
        }
        return id + (ask.what() == Next.What.PASSWORD ? "<input type=password name=password>" : "<input name=email>");
    }

    /** Nothing that anybody typed is in it, so there is nothing to escape. */
    private static HttpResponse page(String fields, Optional<String> problem) {
        String html = "<!DOCTYPE html><title>Log in</title><p>" + problem.orElse("")
                + "</p><form method=post action=/login>" + fields + "<button>Go on</button></form>";
        return HttpResponse.of(
                        problem.isPresent() ? 403 : 200,
                        "text/html; charset=utf-8",
                        html.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store")
                .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
