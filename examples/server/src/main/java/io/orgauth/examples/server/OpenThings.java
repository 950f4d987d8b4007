package io.orgauth.examples.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed in reverse, also when the next thing does not open. */
final class OpenThings implements AutoCloseable {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        return thing;
    }

    @Override
    public synchronized void close() {
        while (!things.isEmpty()) {
            close(things.pop());
        }
    }

    private static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            System.err.println("could not be closed: " + thing.getClass().getSimpleName() + ", " + e.getMessage());
        }
    }
}
