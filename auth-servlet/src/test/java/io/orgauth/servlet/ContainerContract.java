package io.orgauth.servlet;

import io.orgauth.servlet.Container.Running;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What must hold in every container: the subclasses say which application, their nested heirs in which container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContainerContract {
    private final Container container;
    private Running running;

    ContainerContract(Container container) {
        this.container = container;
    }

    abstract App app();

    @BeforeAll
    void start() throws Exception {
        running = container.start(app());
    }

    @AfterAll
    void stop() throws Exception {
        running.stop();
    }

    Http http() {
        return running.http();
    }
}
