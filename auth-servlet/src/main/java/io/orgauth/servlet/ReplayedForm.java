package io.orgauth.servlet;

import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose form was read for the decision, and can be read by the application as if it had not been: as parameters, in UTF-8,
 * those of the query first (Servlet 6.0, 3.1), or as bytes. For one thread, as every request.
 */
final class ReplayedForm extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters = new LinkedHashMap<>();
    private final ServletInputStream stream;
    private @Nullable BufferedReader reader;

    ReplayedForm(HttpServletRequest request, HttpRequest read) {
        super(request);
        addAll(read.query());
        addAll(read.form());
        this.stream = new Replay(read.body());
    }

    private void addAll(Form form) {
        for (String name : form.names()) {
            List<String> values = new ArrayList<>(List.of(parameters.getOrDefault(name, new String[0])));
            values.addAll(form.all(name));
            parameters.put(name, values.toArray(String[]::new));
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public ServletInputStream getInputStream() {
        return stream;
    }

    @Override
    public BufferedReader getReader() {
        BufferedReader present = reader;
        if (present == null) {
            present = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            reader = present;
        }
        return present;
    }

    /** Bytes that are all there already. */
    private static final class Replay extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Replay(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the form is here already: read it, there is nothing to wait for");
        }
    }
}
