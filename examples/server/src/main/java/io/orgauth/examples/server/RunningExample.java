package io.orgauth.examples.server;

import io.orgauth.controlplane.ControlPlane;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The example, ready for requests.
 *
 * @param issuer the control plane's URL
 * @param dataPlane the data plane's URL, which is the resource that tokens are for
 * @param organizations none where only a data plane runs
 * @param trust what a data plane elsewhere needs, if the control plane runs here
 * @param controlPlane the library's, if it runs here
 * @param signIn the identity provider and what leads to it, if the control plane runs here
 * @param open what runs
 */
record RunningExample(
        String issuer,
        String dataPlane,
        List<DemoOrganization> organizations,
        Optional<DemoTrust> trust,
        Optional<ControlPlane> controlPlane,
        DemoSignIn signIn,
        OpenThings open)
        implements AutoCloseable {
    RunningExample {
        organizations = List.copyOf(organizations);
    }

    static RunningExample start(Options options, Time time) {
        return ExampleStart.run(options, time);
    }

    /** The product's own page, which is on the issuer's origin. */
    String home() {
        return URI.create(issuer).resolve("/").toString();
    }

    /** The content of the demo file. */
    JsonObject json() {
        JsonObject.Builder json = JsonObject.builder().put("issuer", issuer).put("dataPlane", dataPlane);
        signIn.idp().ifPresent(url -> json.put("idp", url));
        if (!organizations.isEmpty()) {
            json.put(
                    "organizations",
                    JsonArray.of(organizations.stream().map(signIn::json).toList()));
        }
        trust.ifPresent(given -> json.put("rootKey", given.rootKey().toString())
                .put("dataPlaneClient", given.client().json()));
        return json.build();
    }

    @Override
    public void close() {
        open.close();
    }

    /** The URLs only: the organizations hold secrets. */
    @Override
    public String toString() {
        return "RunningExample[" + issuer + " " + dataPlane + "]";
    }
}
