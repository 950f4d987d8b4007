package io.orgauth.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** One lock for all tables: readers together, a writer alone; a writer that throws leaves everything as it was. */
final class InMemoryTransaction {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    // Guarded by the write lock: what takes back the changes of the unit that runs now, newest first.
    private final Deque<Runnable> undo = new ArrayDeque<>();

    <T> T read(Supplier<T> step) {
        lock.readLock().lock();
        try {
            return step.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T write(Supplier<T> step) {
        lock.writeLock().lock();
        int before = undo.size();
        try {
            return step.get();
        } catch (Throwable e) {
            while (undo.size() > before) {
                undo.pop().run();
            }
            throw e;
        } finally {
            if (lock.getWriteHoldCount() == 1) {
                undo.clear();
            }
            lock.writeLock().unlock();
        }
    }

    /** Remembers how to take the change back that is being made. */
    void undoBy(Runnable step) {
        undo.push(step);
    }
}
