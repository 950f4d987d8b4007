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

    // Guarded by the write lock: whether its holder runs a unit, and not only one method of one store.
    private boolean unit;

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

    /** Runs the work of {@link Stores#atomically}. */
    <T> T unit(Supplier<T> work) {
        return write(() -> {
            unit = true;
            try {
                return work.get();
            } finally {
                unit = false;
            }
        });
    }

    /** In a database the stores outside see nothing of a unit: work that uses them is wrong, and must fail here too. */
    void requireOutsideOfUnit() {
        if (lock.isWriteLockedByCurrentThread() && unit) {
            throw new IllegalStateException(
                    "the work of a unit must use the stores that it is given, and begins no other");
        }
    }

    /** Remembers how to take the change back that is being made. */
    void undoBy(Runnable step) {
        undo.push(step);
    }
}
