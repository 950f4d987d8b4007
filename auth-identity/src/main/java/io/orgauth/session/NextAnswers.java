package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Organization;
import io.orgauth.session.Pages.Choice;
import io.orgauth.session.Pages.OrganizationPage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.ProceedPage;
import io.orgauth.session.Pages.SignInPage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the browser gets for each step of a sign-in. Immutable and thread-safe. */
final class NextAnswers {
    static final String SIGN_IN = "/sign-in";
    static final String HANDLE = "sign_in";
    static final String FORGOT_PASSWORD = "/forgot-password";
    private static final int MOST_CHOICES = 10;

    private final SignInContext context;

    NextAnswers(SignInContext context) {
        this.context = context;
    }

    HttpResponse answer(Next next, List<Locale> languages) {
        if (next instanceof Next.Ask ask) {
            return context.cookies().set(asking(ask, languages, Optional.empty()), ask.handle());
        }
        if (next instanceof Next.Redirect redirect) {
            return context.cookies()
                    .set(HttpResponse.redirect(redirect.location().toASCIIString()), redirect.handle());
        }
        if (next instanceof Next.PostForm form) {
            ProceedPage page = new ProceedPage(languages, form.action(), form.fields());
            return context.cookies().set(context.pages().proceed(page), form.handle());
        }
        if (next instanceof Next.Back back) {
            return HttpResponse.redirect(back.returnTo());
        }
        Next.Done done = (Next.Done) next;
        return context.cookies().set(HttpResponse.redirect(done.returnTo()), done.session());
    }

    /** The page again, with what was wrong with what was typed. */
    HttpResponse asking(Next.Ask ask, List<Locale> languages, Optional<String> problem) {
        PageForm form = context.forms()
                .bound(
                        SIGN_IN,
                        ask.handle().secret(),
                        Map.of(HANDLE, ask.handle().id()));
        if (ask.what() == Next.What.ORGANIZATION) {
            List<OrganizationPage.Entry> entries =
                    ask.organizations().stream().map(this::entry).toList();
            return context.pages().chooseOrganization(new OrganizationPage(languages, form, entries));
        }
        boolean password = ask.what() == Next.What.PASSWORD;
        return context.pages()
                .signIn(new SignInPage(
                        languages,
                        form,
                        ask.email(),
                        password,
                        choices(ask),
                        problem,
                        context.forms().path(FORGOT_PASSWORD)));
    }

    private OrganizationPage.Entry entry(OrganizationId id) {
        String name = context.stores()
                .organizations()
                .find(id)
                .map(Organization::displayName)
                .orElse(id.value());
        return new OrganizationPage.Entry(id, name);
    }

    /** The connection of the address that was typed, then the operator's. */
    private List<Choice> choices(Next.Ask ask) {
        return Stream.concat(
                        ask.offered().flatMap(context.stores().connections()::byId).stream(),
                        context.stores().connections().page(Optional.empty(), Optional.empty(), MOST_CHOICES).stream())
                .filter(connection -> connection.admission().enabled())
                .map(connection -> new Choice(connection.id(), connection.name()))
                .distinct()
                .toList();
    }
}
