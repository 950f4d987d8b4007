package io.orgauth.identity;

import java.net.URI;
import java.util.Optional;

/** Keeps the resources. A URI is there once: insert and replace return false for a second. */
public interface ResourceStore extends OwnedStore<Resource> {
    /**
     * The resource with this URI, whoever owns it.
     *
     * @param uri compared exactly
     * @return at most one
     */
    Optional<Resource> byUri(URI uri);
}
