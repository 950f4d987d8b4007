package io.orgauth.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.servlet.Http.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a filter mapped for every dispatch decides on each of them. */
abstract class DispatchContract extends ContainerContract {
    private final FixedTokens tokens = new FixedTokens();
    private final Report models = new Report("models");

    DispatchContract(Container container) {
        super(container);
    }

    @Override
    App app() {
        AuthFilter filter = AuthFilter.builder()
                .accept(tokens)
                .require("/models/*", FixedTokens.READ)
                .allowAnonymous("/open/*")
                .allowAnonymous("/go")
                .allowOrigin("https://app.example.com")
                .build();
        return App.at("/app")
                .filter(filter)
                .servlet("/models/*", models)
                .servlet("/open/*", new Report("open"))
                .servlet("/go", new Dispatching())
                .servlet("/models/go", new Dispatching())
                .servlet("/members/go", new Dispatching())
                .servlet("/error", new Report("error"))
                .errorPage(404, "/error")
                .errorPage(500, "/go?do=forward&to=/models/1");
    }

    @BeforeEach
    void forget() {
        models.callers.clear();
        tokens.asked.set(0);
    }

    @Test
    void forward_fromOpenToProtected_isDecidedByTheTarget() {
        assertEquals(401, http().get("/app/go?do=forward&to=/models/1").status());
        assertEquals(
                403,
                http().get("/app/go?do=forward&to=/models/1", FixedTokens.BOB).status());
        assertTrue(models.callers.isEmpty());
        Reply reply = http().get("/app/go?do=forward&to=/models/1", FixedTokens.ADA);
        assertEquals("[models ada user=ada auth=Bearer admin=true]", reply.body());
    }

    @Test
    void forward_fromLessToMorePermission_isDecidedByTheTarget() {
        assertEquals(
                403,
                http().get("/app/members/go?do=forward&to=/models/1", FixedTokens.BOB)
                        .status());
        assertTrue(models.callers.isEmpty());
    }

    @Test
    void forward_refusedAfterTheWriterWasTaken_isAnsweredAlike() {
        Reply reply = http().get("/app/go?do=forward-after-writer&to=/models/1");
        assertEquals(401, reply.status());
        assertTrue(reply.body().startsWith("{\""), reply.body());
        assertEquals(
                reply.body().length(),
                Integer.parseInt(reply.header("Content-Length").orElseThrow()));
    }

    @Test
    void forward_toAnOpenPage_keepsTheCaller() {
        Reply reply = http().get("/app/models/go?do=forward&to=/open/view", FixedTokens.ADA);
        assertEquals("[open ada user=ada auth=Bearer admin=true]", reply.body());
    }

    @Test
    void forward_byADetour_reachesNobody() {
        for (String to : new String[] {"/open/../models/1", "/open/..;/models/1", "/;x/models/1", "/models;x/1"}) {
            http().get("/app/go?do=forward&to=" + to.replace(";", "%3b"), FixedTokens.BOB);
            assertTrue(models.callers.isEmpty(), to);
        }
    }

    @Test
    void forward_addsNoHeaderTwice() {
        Reply reply = http().get("/app/go?do=forward&to=/models/1", FixedTokens.ADA, "Origin: https://app.example.com");
        assertEquals(1, reply.all("Vary").size());
        assertEquals(1, reply.all("Access-Control-Allow-Origin").size());
    }

    @Test
    void include_ofWhatTheCallerMayNotSee_includesNothing() {
        assertEquals(
                "<nobodynobody>", http().get("/app/go?do=include&to=/models/1").body());
        Reply reply = http().get("/app/members/go?do=include&to=/models/1", FixedTokens.BOB);
        assertEquals("<bobbob>", reply.body());
        assertEquals(200, reply.status());
        assertTrue(models.callers.isEmpty());
    }

    /** The including page is open: its own caller stays unknown, before and after. */
    @Test
    void include_ofWhatTheCallerMaySee_provesOnlyWithin() {
        Reply reply = http().get("/app/go?do=include&to=/models/1", FixedTokens.ADA);
        assertEquals("<nobody[models ada user=ada auth=Bearer admin=true]nobody>", reply.body());
    }

    @Test
    void include_ofAnOpenPage_keepsTheCaller() {
        Reply reply = http().get("/app/models/go?do=include&to=/open/part", FixedTokens.ADA);
        assertEquals("<ada[open ada user=ada auth=Bearer admin=true]ada>", reply.body());
    }

    @Test
    void async_sameTarget_keepsTheDecision() {
        assertEquals(
                "[again ada]",
                http().get("/app/models/go?do=async", FixedTokens.ADA).body());
        assertEquals(1, tokens.asked.get());
        assertEquals(
                "[again ada]",
                http().get("/app/models/go?do=async-wrapped", FixedTokens.ADA).body());
    }

    @Test
    void async_otherTarget_isDecidedByTheTarget() {
        for (String how : new String[] {"async", "async-wrapped"}) {
            assertEquals(401, http().get("/app/go?do=" + how + "&to=/models/1").status());
            assertEquals(
                    403,
                    http().get("/app/go?do=" + how + "&to=/models/1", FixedTokens.BOB)
                            .status());
            assertTrue(models.callers.isEmpty());
            Reply reply = http().get("/app/go?do=" + how + "&to=/models/1", FixedTokens.ADA);
            assertEquals("[models ada user=ada auth=Bearer admin=true]", reply.body());
            forget();
        }
    }

    @Test
    void error_ofAnOpenPath_isShownAndProvesNobody() {
        Reply reply = http().get("/app/go?do=error", FixedTokens.ADA);
        assertEquals(404, reply.status());
        assertEquals("[error nobody user=null auth=null admin=false]", reply.body());
    }

    @Test
    void error_ofAProvenCaller_isShownToThatCaller() {
        Reply reply = http().get("/app/models/go?do=error", FixedTokens.ADA, "Origin: https://app.example.com");
        assertEquals(404, reply.status());
        assertEquals("[error ada user=ada auth=Bearer admin=true]", reply.body());
        assertEquals(1, reply.all("Access-Control-Allow-Origin").size());
    }

    /** Without an error the page is a page like any other. */
    @Test
    void error_pageAskedForDirectly_needsACaller() {
        assertEquals(401, http().get("/app/error").status());
    }

    /** Provoking an error must not lead to where the page forwards. */
    @Test
    void error_pageThatForwardsToProtected_isDecidedByTheTarget() {
        http().get("/app/go?do=throw");
        assertTrue(models.callers.isEmpty());
    }

    @Test
    void failure_afterTheResponseBegan_addsNothingToIt() {
        Reply reply = http().get("/app/models/go?do=throw-late", FixedTokens.ADA);
        assertEquals(200, reply.status());
        assertFalse(reply.body().contains("internal_error"), reply.body());
    }

    @Test
    void denial_isAnsweredOnlyAtTheOutside() {
        assertEquals(403, http().get("/app/members/go?do=deny", FixedTokens.BOB).status());
        Reply reply = http().get("/app/members/go?do=forward&to=/members/go?do=deny", FixedTokens.BOB);
        assertEquals(403, reply.status());
    }
}
