package io.orgauth.examples.server;

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
     * Runs the example.
     *
     * @param arguments {@code --name value}, see the README
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Options options = Options.parse(List.of(arguments), System.getenv());
            run(RunningExample.start(options, Time.ofSystem()));
        } catch (UsageException e) {
            fail(2, e);
        } catch (StartException e) {
            fail(1, e);
        }
    }

    private static void run(RunningExample example) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            example.close();
            stopped.countDown();
        }));
        System.out.println(new Greeting(example).text());
        stopped.await();
    }

    private static void fail(int code, RuntimeException why) {
        System.err.println("orgauth example: " + why.getMessage());
        System.exit(code);
    }
}
