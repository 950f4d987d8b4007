package io.orgauth.sso;

import java.util.List;

/**
 * One single sign-on protocol, such as SAML or OpenID Connect: what turns a {@link ConnectionRecord} into a living
 * {@link Connection}, and what helps whoever sets one up.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface SsoProtocol {
    /**
     * The protocol's name, as records say it.
     *
     * @return for example {@code saml}
     */
    String name();

    /**
     * Opens a connection. Nothing is fetched before it is used.
     *
     * @param record its settings and secrets
     * @param context what it lives in
     * @return a thread-safe connection
     * @throws IllegalArgumentException if the settings can't be; the message names the setting and the fix
     */
    Connection open(ConnectionRecord record, SsoContext context);

    /**
     * Whose subjects the connection's are: the entityID in SAML; in OpenID Connect the issuer, with the tenant where one issuer
     * serves many. A record that gives another answer is another connection, since the same subject is somebody else there.
     *
     * @param record its settings
     * @return what tells this identity provider from others
     * @throws IllegalArgumentException if the settings can't be
     */
    String identityProvider(ConnectionRecord record);

    /**
     * The identity providers that are known by name.
     *
     * @return what to ask for, what to copy into them, and where
     */
    List<Preset> presets();

    /**
     * What is wrong or weak about a connection before anybody uses it.
     *
     * @param record its settings and secrets
     * @param context what it lives in
     * @return every check in order, the passed ones too; never throws for what the record says
     */
    List<Finding> lint(ConnectionRecord record, SsoContext context);

    /**
     * Why a callback was refused, or that it would not be. It proves nothing: nobody is signed in by it, and no use is recorded.
     *
     * @param record its settings and secrets
     * @param callback what the browser brought back
     * @param context what it lives in
     * @return every check in order, as far as one can be made when those before it failed
     */
    List<Finding> explain(ConnectionRecord record, Callback callback, SsoContext context);
}
