package io.orgauth.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** An application to deploy: the same in each container. */
final class App {
    final String contextPath;
    final List<FilterMapping> filters = new ArrayList<>();
    final List<NamedFilter> namedFilters = new ArrayList<>();
    final List<ServletMapping> servlets = new ArrayList<>();
    final List<ErrorPage> errorPages = new ArrayList<>();

    private App(String contextPath) {
        this.contextPath = contextPath;
    }

    static App at(String contextPath) {
        return new App(contextPath);
    }

    App filter(Filter filter) {
        return filter(filter, EnumSet.allOf(DispatcherType.class));
    }

    App filter(Filter filter, EnumSet<DispatcherType> dispatches) {
        filters.add(new FilterMapping(filter, dispatches));
        return this;
    }

    App filter(Class<? extends Filter> type, Map<String, String> parameters) {
        namedFilters.add(new NamedFilter(type, parameters));
        return this;
    }

    App servlet(String pattern, HttpServlet servlet) {
        servlets.add(new ServletMapping(pattern, servlet));
        return this;
    }

    App errorPage(int status, String location) {
        errorPages.add(new ErrorPage(status, location));
        return this;
    }

    record FilterMapping(Filter filter, EnumSet<DispatcherType> dispatches) {}

    record NamedFilter(Class<? extends Filter> type, Map<String, String> parameters) {}

    record ServletMapping(String pattern, HttpServlet servlet) {}

    record ErrorPage(int status, String location) {}
}
