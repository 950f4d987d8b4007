package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.orgauth.Role;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A public client that is a page of another origin, in a real browser: it gets tokens by CORS and uses them at both planes. */
@Tag("browser")
class SinglePageBrowserTest {
    @TempDir
    Path directory;

    private Chromium browser;
    private HttpServer site;
    private RunningExample example;
    private String page;

    @BeforeEach
    void start() throws IOException {
        browser = Chromium.start();
        site = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        page = "http://127.0.0.1:" + site.getAddress().getPort() + "/";
        Path clients = PeerClients.write(directory, page);
        example = Examples.whole(new TestTime().time(), "--clients", clients.toString());
        serve();
    }

    private void serve() throws IOException {
        byte[] html;
        try (InputStream file = SinglePageBrowserTest.class.getResourceAsStream("single-page.html")) {
            html = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@issuer@", example.issuer())
                    .replace("@data@", example.dataPlane())
                    .getBytes(StandardCharsets.UTF_8);
        }
        site.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        site.start();
    }

    @AfterEach
    void stop() {
        example.close();
        site.stop(0);
        browser.close();
    }

    @Test
    void page_ofAnotherOrigin_getsATokenAndUsesItByCors() {
        DemoOrganization acme = example.organizations().get(0);
        DemoUser person = acme.user(Role.MEMBER);
        browser.open(page);
        browser.type("email", person.email());
        browser.click("sign-in");
        browser.type("password", person.password());
        browser.click("sign-in");
        browser.click("approve");

        JsonObject data = Json.parseObject(browser.filled("data").getBytes(StandardCharsets.UTF_8));
        assertEquals(acme.id().value(), data.string("organization").orElseThrow());
        assertEquals(List.of("dataset:read"), data.strings("permissions").orElseThrow());
        JsonObject who = Json.parseObject(browser.filled("who").getBytes(StandardCharsets.UTF_8));
        assertEquals(person.email(), who.string("email").orElseThrow());
        assertTrue(who.string("sub").orElseThrow().startsWith("usr_"));
    }
}
