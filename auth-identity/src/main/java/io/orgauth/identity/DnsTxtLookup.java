package io.orgauth.identity;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** TXT records by the JDK's own DNS client. */
final class DnsTxtLookup implements TxtLookup {
    private static final int MOST_RECORDS = 50;

    private final String servers;

    /** By the name servers of the operating system. */
    DnsTxtLookup() {
        this("dns:");
    }

    /** By the name servers of a URL such as {@code dns://127.0.0.1:53}. */
    DnsTxtLookup(String servers) {
        this.servers = servers;
    }

    @Override
    public List<String> texts(String name) throws LookupFailedException {
        if (!name.matches("[a-z0-9_.-]+")) {
            throw new IllegalArgumentException("a name to look up must be a host name in lower-case ASCII");
        }
        try {
            return records(name);
        } catch (NameNotFoundException e) {
            return List.of();
        } catch (NamingException e) {
            throw new LookupFailedException(e);
        }
    }

    // The DNS provider is named here and gives texts only; a name with a scheme, which would choose another, is
    // refused. JNDI asks for a Hashtable.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private List<String> records(String name) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, servers);
        environment.put("com.sun.jndi.dns.timeout.initial", "2000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext dns = new InitialDirContext(environment);
        try {
            Attribute records = dns.getAttributes(name, new String[] {"TXT"}).get("TXT");
            return records == null ? List.of() : texts(records);
        } finally {
            dns.close();
        }
    }

    private static List<String> texts(Attribute records) throws NamingException {
        List<String> texts = new ArrayList<>();
        NamingEnumeration<?> all = records.getAll();
        try {
            while (all.hasMore() && texts.size() < MOST_RECORDS) {
                // Several strings of one record are joined by the reader (RFC 7208, 3.3); ours is a single one.
                texts.add(String.valueOf(all.next()).replace("\"", ""));
            }
        } finally {
            all.close();
        }
        return texts;
    }
}
