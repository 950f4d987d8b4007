package io.orgauth.servlet;

/** A servlet container that can run an application on a free port of the loopback. */
interface Container {
    Running start(App app) throws Exception;

    /** A started container. */
    interface Running {
        int port();

        void stop() throws Exception;

        default Http http() {
            return new Http(port());
        }
    }
}
