package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Renders what a person sees while signing in and out. auth-console has ours; a product may bring its own, or replace single ones.
 * Cookies are added to what it answers, so it sets none.
 *
 * <p>Implementations are thread-safe, work without JavaScript, and escape everything they are given.
 */
public interface Pages {
    /**
     * No pages, for a product with a login page of its own.
     *
     * @return problems in JSON in place of pages
     */
    static Pages none() {
        return new NoPages();
    }

    /**
     * Asks for the e-mail address, and the password once that is known to be needed.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse signIn(SignInPage page);

    /**
     * Asks which organization to enter.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse chooseOrganization(OrganizationPage page);

    /**
     * Sends the person on to an identity provider that wants a form to be posted: a page with one button.
     *
     * @param page what to show
     * @return a page of HTML, whose content security policy lets the form go there
     */
    HttpResponse proceed(ProceedPage page);

    /**
     * Asks whether to sign out, so that no other site's link does it.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse signOut(SignOutPage page);

    /**
     * Says that nobody is signed in any more.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse signedOut(SignedOutPage page);

    /**
     * Asks whoever was invited to sign in, or to choose a password as a new person.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse invitation(InvitationPage page);

    /**
     * Asks for the address to which a link for a new password is sent.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse forgotPassword(ForgotPasswordPage page);

    /**
     * Asks for a new password.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse resetPassword(ResetPasswordPage page);

    /**
     * Asks whether a client may act for the person.
     *
     * @param page what to show
     * @return a page of HTML, whose content security policy lets the form lead to the client
     */
    HttpResponse consent(ConsentPage page);

    /**
     * Asks for the code that a device shows (RFC 8628, 3.3).
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse deviceCode(DeviceCodePage page);

    /**
     * Asks whether a device may act for the person.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse deviceConsent(DeviceConsentPage page);

    /**
     * Says that the person may go on at the device, or that it was refused.
     *
     * @param page what to show
     * @return a page of HTML
     */
    HttpResponse deviceDone(DeviceDonePage page);

    /**
     * The one page for every failure: a plain sentence, the trace's id, a way back.
     *
     * @param page what to show
     * @return a page of HTML with the status that the page says
     */
    HttpResponse failure(FailurePage page);

    /**
     * A form of ours: where it is posted, and the hidden fields that prove it is the one we rendered.
     *
     * @param action the path to post to
     * @param hidden names and values, in their order
     */
    record PageForm(String action, Map<String, String> hidden) {
        /**
         * Copies the fields.
         *
         * @param action as the record says
         * @param hidden as the record says
         */
        public PageForm {
            hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
        }

        /** Without the fields, which are secrets. */
        @Override
        public String toString() {
            return "PageForm[" + action + "]";
        }
    }

    /**
     * A way in other than a password: a button in the form, named {@code connection}, behind the button that submits what was typed.
     *
     * @param connection the button's value
     * @param name what the button says
     */
    record Choice(String connection, String name) {}

    /**
     * The sign-in page. Its fields are named {@code email} and {@code password}, its button {@code sign-in}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param email what was typed before
     * @param password whether the password is asked for now; else the address is
     * @param choices the shared connections
     * @param problem the code of what was wrong with what was typed, such as {@code sign_in_failed}
     * @param forgotPassword the path of the page that sends a link for a new password
     */
    record SignInPage(
            List<Locale> languages,
            PageForm form,
            Optional<String> email,
            boolean password,
            List<Choice> choices,
            Optional<String> problem,
            String forgotPassword) {}

    /**
     * The page that asks which organization to enter. Its buttons all have the name "organization", and an id as value.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param organizations those that may be entered, never empty
     */
    record OrganizationPage(List<Locale> languages, PageForm form, List<Entry> organizations) {
        /**
         * One organization.
         *
         * @param id its id
         * @param name what it is called
         */
        public record Entry(OrganizationId id, String name) {}
    }

    /**
     * The page that posts a form to an identity provider.
     *
     * @param languages what the browser prefers, best first
     * @param action where to
     * @param fields its hidden fields, in their order
     */
    record ProceedPage(List<Locale> languages, URI action, Map<String, String> fields) {
        /**
         * Copies the fields.
         *
         * @param languages as the record says
         * @param action as the record says
         * @param fields as the record says
         */
        public ProceedPage {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** Without the fields, which may be secrets. */
        @Override
        public String toString() {
            return "ProceedPage[" + action.getHost() + "]";
        }
    }

    /**
     * The page that asks whether to sign out. Its buttons are named {@code everywhere}, with {@code false} or {@code true} as value.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     */
    record SignOutPage(List<Locale> languages, PageForm form) {}

    /**
     * The page after signing out.
     *
     * @param languages what the browser prefers, best first
     * @param signIn the path of the sign-in page
     */
    record SignedOutPage(List<Locale> languages, String signIn) {}

    /**
     * The page for whoever was invited. Its buttons are named {@code accept}: {@code signed-in} goes on with who is signed in, {@code
     * sign-in} with a sign-in, {@code join} with a new user and the field {@code password}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param organization what the organization is called
     * @param email where the invitation was sent
     * @param signedIn the address of who is signed in, if somebody is
     * @param mayJoin whether the person may become a new user with a password
     * @param problem the code of what was wrong with what was typed
     */
    record InvitationPage(
            List<Locale> languages,
            PageForm form,
            String organization,
            String email,
            Optional<String> signedIn,
            boolean mayJoin,
            Optional<String> problem) {}

    /**
     * The page that sends a link for a new password. Its field is named {@code email}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param sent whether an address was given, be it anybody's or not: then it says so in place of the form
     */
    record ForgotPasswordPage(List<Locale> languages, PageForm form, boolean sent) {}

    /**
     * The page for a new password. Its field is named {@code password}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param problem the code of what was wrong with what was typed
     */
    record ResetPasswordPage(List<Locale> languages, PageForm form, Optional<String> problem) {}

    /**
     * What a client wants, for the person who is to allow it.
     *
     * @param client what it is called
     * @param organization what the organization is called in which it is to act
     * @param email whose rights it is to use
     * @param permissions what it could do, as the product declared them; may be empty
     * @param words what else it wants: {@code openid}, {@code email}, {@code profile}, {@code groups}, {@code offline_access}, and
     *     {@code *} for all that the person may do
     */
    record Wanted(String client, String organization, String email, List<String> permissions, Set<String> words) {
        /**
         * Copies the lists.
         *
         * @param client as the record says
         * @param organization as the record says
         * @param email as the record says
         * @param permissions as the record says
         * @param words as the record says
         */
        public Wanted {
            permissions = List.copyOf(permissions);
            words = Set.copyOf(words);
        }
    }

    /**
     * The page that asks whether a client may act for the person. Its buttons have the name {@code decision}, the ids and values
     * {@code approve} and {@code deny}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param wanted what for
     * @param client where the browser goes on to, for the content security policy: an origin, or a private scheme with its colon
     */
    record ConsentPage(List<Locale> languages, PageForm form, Wanted wanted, String client) {}

    /**
     * The page that asks for the code of a device. Its field is named {@code user_code}, its button {@code continue}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param code what the link had in it, to be compared with what the device shows; never submitted by itself
     * @param problem the code of what was wrong with what was typed
     */
    record DeviceCodePage(List<Locale> languages, PageForm form, Optional<String> code, Optional<String> problem) {}

    /**
     * The page that asks whether a device may act for the person. Its buttons are those of {@link ConsentPage}.
     *
     * @param languages what the browser prefers, best first
     * @param form where it is posted
     * @param wanted what for
     * @param code what the device must be showing
     * @param requester the address that the request came from
     * @param age how long ago it came
     */
    record DeviceConsentPage(
            List<Locale> languages, PageForm form, Wanted wanted, String code, String requester, Duration age) {}

    /**
     * The page after a decision about a device.
     *
     * @param languages what the browser prefers, best first
     * @param approved whether the device may go on
     */
    record DeviceDonePage(List<Locale> languages, boolean approved) {}

    /**
     * The page for every failure.
     *
     * @param languages what the browser prefers, best first
     * @param status 400 to 599
     * @param code the reason's stable code, for choosing a sentence; unknown ones get a general sentence
     * @param trace by which an administrator finds out more; empty if nothing was kept
     * @param back the path to try again at
     */
    record FailurePage(List<Locale> languages, int status, String code, Optional<String> trace, String back) {}
}
