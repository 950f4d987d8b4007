package io.orgauth.examples.server;

import io.orgauth.testkit.IdentityProviderServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The example from the command line: starts, says what to try, and runs until it is told to stop.
 *
 * <p>Exit codes: 2 for options that make no sense, 1 if it can't start; both with one sentence on standard error.
 */
public final class ExampleServer {
    private ExampleServer() {}

    /**
     * Runs the example, or explains an answer that somebody saved ({@code explain-saml FILE --connection ID --data DIR}).
     *
     * @param arguments {@code --name value}, see the README
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (arguments.length > 0 && arguments[0].equals(ExplainSaml.COMMAND)) {
                System.out.println(ExplainSaml.run(List.of(arguments), System.getenv(), Time.ofSystem()));
                return;
            }
            Options options = Options.parse(List.of(arguments), System.getenv());
            if (options.idpAlone()) {
                IdentityProviderServer idp = DemoIdp.alone(options, Time.ofSystem());
                run(idp::close, DemoIdp.greeting(idp.url()));
            } else {
                RunningExample example = RunningExample.start(options, Time.ofSystem());
                run(example::close, new Greeting(example).text());
            }
        } catch (UsageException e) {
            fail(2, e);
        } catch (StartException e) {
            fail(1, e);
        }
    }

    private static void run(Runnable end, String greeting) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            end.run();
            stopped.countDown();
        }));
        System.out.println(greeting);
        stopped.await();
    }

    private static void fail(int code, RuntimeException why) {
        System.err.println("orgauth example: " + why.getMessage());
        System.exit(code);
    }
}
