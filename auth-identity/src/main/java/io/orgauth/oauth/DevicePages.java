package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.audit.AuditDetail;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.DeviceCode;
import io.orgauth.identity.DeviceCode.State;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.Session;
import io.orgauth.oauth.Approvals.Approval;
import io.orgauth.session.BrowserPages;
import io.orgauth.session.Pages.DeviceCodePage;
import io.orgauth.session.Pages.DeviceConsentPage;
import io.orgauth.session.Pages.DeviceDonePage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a person allows a device something (RFC 8628, 3.3): signs in, types the code or compares the one of the link, reads who asks for
 * what and from where, and says yes or no. Nothing is submitted by itself (5.4), and guessing codes is throttled (5.1).
 */
final class DevicePages {
    static final String DEVICE = "/device";
    static final String DECISION = "/device/decision";

    private static final String CODE = "user_code";

    private final OAuthContext context;
    private final BrowserPages browser;
    private final Approvals approvals;
    private final CodeGuesses guesses;

    DevicePages(OAuthContext context, BrowserPages browser) {
        this.context = context;
        this.browser = browser;
        this.approvals = new Approvals(context);
        this.guesses = new CodeGuesses(context);
    }

    /** The page that asks for the code; whoever is not signed in signs in first. */
    HttpResponse ask(HttpRequest request) {
        Optional<String> code =
                request.query().single(CODE).map(UserCodes::typed).filter(text -> !text.isEmpty());
        if (session(request).isEmpty()) {
            String query =
                    code.map(text -> "?" + CODE + "=" + UserCodes.shown(text)).orElse("");
            return browser.signIn(DEVICE + query, Map.of());
        }
        return asking(request, code, Optional.empty());
    }

    private HttpResponse asking(HttpRequest request, Optional<String> code, Optional<String> problem) {
        return browser.pages()
                .deviceCode(new DeviceCodePage(
                        browser.languages(request),
                        browser.form(DEVICE, request, Map.of()),
                        code.map(UserCodes::shown),
                        problem));
    }

    /** One that has entered an organization. */
    private Optional<Session> session(HttpRequest request) {
        return browser.session(request).filter(present -> present.organization().isPresent());
    }

    /** The code that was typed, and the page that says what comes of it. */
    HttpResponse typed(HttpRequest request) {
        Form form = browser.posted(request, DEVICE);
        Session session = session(request).orElseThrow(OAuthError.LOGIN_REQUIRED::refusal);
        if (!guesses.mayGuess(session.user())) {
            return asking(request, Optional.empty(), Optional.of("too_many_attempts"));
        }
        Optional<DeviceCode> found = pending(form);
        if (found.isEmpty()) {
            guesses.failed(session.user());
            return asking(request, Optional.empty(), Optional.of("code_not_valid"));
        }
        DeviceCode code = found.get();
        Optional<OrganizationId> other =
                code.organization().filter(wanted -> !session.organization().equals(Optional.of(wanted)));
        if (other.isPresent()) {
            return browser.signIn(
                    DEVICE + "?" + CODE + "=" + UserCodes.shown(code.userCode()),
                    Map.of("organization", other.get().value(), "prompt", "login"));
        }
        return consent(request, code, approval(code, session));
    }

    private HttpResponse consent(HttpRequest request, DeviceCode code, Approval approval) {
        Map<String, String> hidden = new HashMap<>();
        hidden.put(CODE, code.userCode());
        return browser.pages()
                .deviceConsent(new DeviceConsentPage(
                        browser.languages(request),
                        browser.form(DECISION, request, hidden),
                        approvals.shown(approval),
                        UserCodes.shown(code.userCode()),
                        code.requester(),
                        Duration.between(code.created(), context.clock().instant())));
    }

    private Optional<DeviceCode> pending(Form form) {
        return form.single(CODE)
                .map(UserCodes::typed)
                .flatMap(context.stores().deviceCodes()::byUserCode)
                .filter(code -> code.state() instanceof State.Pending)
                .filter(code -> context.clock().instant().isBefore(code.expires()));
    }

    /** Off per client and per organization unless somebody said otherwise. */
    private Approval approval(DeviceCode code, Session session) {
        ClientApplication client = context.client(code.client())
                .filter(known -> known.metadata().grants().contains(GrantType.DEVICE_CODE))
                .orElseThrow(OAuthError.UNAUTHORIZED_CLIENT::refusal);
        OrganizationId organization = session.organization().orElseThrow(OAuthError.LOGIN_REQUIRED::refusal);
        boolean allowed = context.stores()
                .policies()
                .find(organization, OrganizationPolicy.KEY)
                .filter(OrganizationPolicy::deviceCodes)
                .isPresent();
        if (!allowed) {
            throw OAuthError.ACCESS_DENIED.refusal();
        }
        return approvals.wanted(Scope.kept(code.scope(), context.model()), code.resources(), client, session);
    }

    /** What the person decided. */
    HttpResponse decide(HttpRequest request) {
        Form form = browser.posted(request, DECISION);
        Session session = session(request).orElseThrow(OAuthError.LOGIN_REQUIRED::refusal);
        DeviceCode code = pending(form)
                .filter(found -> found.organization()
                        .map(wanted -> session.organization().equals(Optional.of(wanted)))
                        .orElse(true))
                .orElseThrow(OAuthError.EXPIRED_TOKEN::refusal);
        boolean approved = form.required("decision").equals("approve");
        if (approved) {
            approve(code, approval(code, session));
        } else {
            deny(code);
        }
        return browser.pages().deviceDone(new DeviceDonePage(browser.languages(request), approved));
    }

    private void approve(DeviceCode code, Approval approval) {
        Optional<Principal> person = approvals.acting(approval);
        context.identity().units().atomically((unit, events) -> {
            Authorization begun = approvals.begun(unit, approval, Optional.empty());
            DeviceCode now = unit.deviceCodes()
                    .byUserCode(code.userCode())
                    .filter(found -> found.state() instanceof State.Pending
                            && found.digest().equals(code.digest()))
                    .orElseThrow(OAuthError.EXPIRED_TOKEN::refusal);
            if (!unit.deviceCodes().replace(now.in(new State.Approved(begun.id())))) {
                throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "the device polled meanwhile");
            }
            events.record(
                    approval.organization(),
                    person,
                    "device.approved",
                    begun.id(),
                    Map.of("client", AuditDetail.id(code.client())));
            return true;
        });
    }

    private void deny(DeviceCode code) {
        context.stores().atomically(unit -> {
            unit.deviceCodes()
                    .byUserCode(code.userCode())
                    .filter(found -> found.digest().equals(code.digest()))
                    .ifPresent(found -> {
                        if (!unit.deviceCodes().replace(found.in(new State.Denied()))) {
                            throw new IdentityException(
                                    IdentityReason.CHANGED_MEANWHILE, "the device polled meanwhile");
                        }
                    });
            return true;
        });
    }
}
