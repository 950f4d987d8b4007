package io.orgauth.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Turns a host name into addresses. A {@link GuardedFetcher} asks once for each connection, checks every address it
 * gets and connects to one of those, so a name that changes its mind (DNS rebinding) gains nothing.
 *
 * <p>Implementations are safe for use by several threads. They may block: the fetcher stops waiting at its deadline.
 */
@FunctionalInterface
public interface HostResolver {

    /**
     * Looks a name up.
     *
     * @param host a lower-case host name in ASCII, never an address literal
     * @return all addresses of the name; empty is taken as unknown
     * @throws UnknownHostException if there is no such name
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /**
     * The resolver of the JVM and its operating system.
     *
     * @return a resolver on {@link InetAddress#getAllByName(String)}
     */
    static HostResolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
