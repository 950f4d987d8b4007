package io.orgauth.identity;

import io.orgauth.apikey.ApiKeys;

/** The services of one actor. Immutable and thread-safe. */
public final class ActingServices {
    private final IdentityContext context;
    private final Actor actor;
    private final ApiKeys keys;

    ActingServices(IdentityContext context, Actor actor, ApiKeys keys) {
        this.context = context;
        this.actor = actor;
        this.keys = keys;
    }

    /**
     * Organizations.
     *
     * @return the service
     */
    public Organizations organizations() {
        return new Organizations(context, actor);
    }

    /**
     * Users, for the operator.
     *
     * @return the service
     */
    public Users users() {
        return new Users(context, actor);
    }

    /**
     * Users of another system, for the operator.
     *
     * @return the service
     */
    public UserImport userImport() {
        return new UserImport(context, actor);
    }

    /**
     * Members of organizations.
     *
     * @return the service
     */
    public Members members() {
        return new Members(context, actor);
    }

    /**
     * Client applications of organizations.
     *
     * @return the service
     */
    public ClientApplications clients() {
        return new ClientApplications(context, actor);
    }

    /**
     * API keys of users and client applications.
     *
     * @return the service
     */
    public OrganizationApiKeys apiKeys() {
        return new OrganizationApiKeys(context, actor, keys);
    }

    /**
     * Invitations to organizations.
     *
     * @return the service
     */
    public Invitations invitations() {
        return new Invitations(context, actor);
    }

    /**
     * The organizations' own roles.
     *
     * @return the service
     */
    public Roles roles() {
        return new Roles(context, actor);
    }

    /**
     * Which external groups give which roles.
     *
     * @return the service
     */
    public RoleMappings roleMappings() {
        return new RoleMappings(context, actor);
    }

    /**
     * Data planes.
     *
     * @return the service
     */
    public Resources resources() {
        return new Resources(context, actor);
    }

    /**
     * E-mail domains.
     *
     * @return the service
     */
    public Domains domains() {
        return new Domains(context, actor);
    }

    /**
     * Connections of organizations.
     *
     * @return the service
     */
    public Connections connections() {
        return new Connections(context, actor);
    }

    /**
     * Connections that all organizations share, for the operator.
     *
     * @return the service
     */
    public SharedConnections sharedConnections() {
        return new SharedConnections(context, actor);
    }

    /**
     * What organizations demand of sign-ins and sessions.
     *
     * @return the service
     */
    public Policies policies() {
        return new Policies(context, actor);
    }

    /**
     * The owners who get in when an identity provider is gone.
     *
     * @return the service
     */
    public BreakGlassOwners breakGlassOwners() {
        return new BreakGlassOwners(context, actor);
    }

    /**
     * The traces of sign-ins.
     *
     * @return the service
     */
    public SignInTraces signInTraces() {
        return new SignInTraces(context, actor);
    }

    /**
     * The audit of organizations.
     *
     * @return the service
     */
    public Audit audit() {
        return new Audit(context, actor);
    }

    /**
     * Client applications of the product itself, for the operator.
     *
     * @return the service
     */
    public ProductClients productClients() {
        return new ProductClients(context, actor);
    }

    /**
     * Sessions that are in organizations.
     *
     * @return the service
     */
    public OrganizationSessions sessions() {
        return new OrganizationSessions(context, actor);
    }
}
