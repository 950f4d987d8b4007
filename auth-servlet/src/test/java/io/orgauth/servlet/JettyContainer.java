package io.orgauth.servlet;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty 12.1 with Servlet 6.0, told to let through every spelling of a path it knows: the filter has to judge them. */
final class JettyContainer implements Container {
    @Override
    public Running start(App app) throws Exception {
        Server server = new Server(new QueuedThreadPool(8));
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context(app));
        server.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                server.stop();
            }
        };
    }

    private static ServletContextHandler context(App app) {
        ServletContextHandler context = new ServletContextHandler(app.contextPath.isEmpty() ? "/" : app.contextPath);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        app.filters.forEach(
                mapping -> context.addFilter(async(new FilterHolder(mapping.filter())), "/*", mapping.dispatches()));
        app.namedFilters.forEach(named -> {
            FilterHolder holder = async(new FilterHolder(named.type()));
            named.parameters().forEach(holder::setInitParameter);
            context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        });
        app.servlets.forEach(mapping -> {
            ServletHolder holder = new ServletHolder(mapping.servlet());
            holder.setAsyncSupported(true);
            context.addServlet(holder, mapping.pattern());
        });
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        app.errorPages.forEach(page -> errors.addErrorPage(page.status(), page.location()));
        context.setErrorHandler(errors);
        return context;
    }

    private static FilterHolder async(FilterHolder holder) {
        holder.setAsyncSupported(true);
        return holder;
    }
}
