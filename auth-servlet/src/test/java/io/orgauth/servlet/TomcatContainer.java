package io.orgauth.servlet;

import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat 10.1, told to let through every spelling of a path it knows: the filter has to judge them. */
final class TomcatContainer implements Container {
    @Override
    public Running start(App app) throws Exception {
        Path directory = Files.createDirectories(Path.of("target", "tomcat"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toAbsolutePath().toString());
        Connector connector = connector();
        tomcat.setConnector(connector);
        Context context = tomcat.addContext(app.contextPath, null);
        deploy(app, context);
        tomcat.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "8");
        connector.setProperty("minSpareThreads", "1");
        connector.setProperty("allowBackslash", "true");
        connector.setProperty("relaxedPathChars", "\\\"<>[]^`{|}");
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.DECODE.getValue());
        return connector;
    }

    private static void deploy(App app, Context context) {
        app.filters.forEach(mapping -> {
            FilterDef definition = new FilterDef();
            definition.setFilter(mapping.filter());
            addFilter(context, definition, mapping.dispatches());
        });
        app.namedFilters.forEach(named -> {
            FilterDef definition = new FilterDef();
            definition.setFilterClass(named.type().getName());
            named.parameters().forEach(definition::addInitParameter);
            addFilter(context, definition, EnumSet.allOf(DispatcherType.class));
        });
        app.servlets.forEach(mapping -> {
            Wrapper servlet = Tomcat.addServlet(context, "servlet" + mapping.pattern(), mapping.servlet());
            servlet.setAsyncSupported(true);
            servlet.addMapping(mapping.pattern());
        });
        app.errorPages.forEach(page -> {
            ErrorPage error = new ErrorPage();
            error.setErrorCode(page.status());
            error.setLocation(page.location());
            context.addErrorPage(error);
        });
    }

    private static void addFilter(Context context, FilterDef definition, EnumSet<DispatcherType> dispatches) {
        definition.setFilterName("filter" + context.findFilterDefs().length);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(definition.getFilterName());
        map.addURLPattern("/*");
        dispatches.forEach(dispatch -> map.setDispatcher(dispatch.name()));
        context.addFilterMap(map);
    }
}
