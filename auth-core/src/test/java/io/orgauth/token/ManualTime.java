package io.orgauth.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A ticker and a scheduler that move only when a test says so, in the thread that says it. */
final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService, LongSupplier {
    // Near the end of the range, so that whoever compares ticks without a difference is found out.
    private long now = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(40);
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(task -> task.due - now));
    private Runnable first = () -> {};
    private int planning;
    private boolean shutdown;

    @Override
    public synchronized long getAsLong() {
        return now;
    }

    /** Time passes, and what is due on the way runs, each at its time. */
    void advance(Duration time) {
        long end = getAsLong() + time.toNanos();
        for (Optional<Task> next = nextDue(end); next.isPresent(); next = nextDue(end)) {
            next.get().run();
        }
        synchronized (this) {
            now = end - now > 0 ? end : now;
        }
    }

    /** Time passes and nothing runs: every thread is busy elsewhere. */
    synchronized void advanceBusily(Duration time) {
        now += time.toNanos();
    }

    /** The next task goes off although it is not due, and before it gets anywhere, this happens. */
    void goOffEarly(Runnable meanwhile) {
        Task task;
        synchronized (this) {
            task = tasks.remove();
        }
        first = meanwhile;
        task.run();
        first = () -> {};
    }

    /** What is due now runs. */
    void runDue() {
        advance(Duration.ZERO);
    }

    private synchronized Optional<Task> nextDue(long end) {
        tasks.removeIf(FutureTask::isCancelled);
        Task first = tasks.peek();
        if (first == null || first.due - end > 0) {
            return Optional.empty();
        }
        tasks.remove(first);
        now = first.due - now > 0 ? first.due : now;
        return Optional.of(first);
    }

    synchronized int planned() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.size();
    }

    /** How often a task was planned so far. */
    synchronized int planning() {
        return planning;
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException();
        }
        planning++;
        Task task = new Task(command, now + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return new ArrayList<>();
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long due;

        Task(Runnable command, long due) {
            super(
                    () -> {
                        first.run();
                        command.run();
                    },
                    null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - ManualTime.this.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
