package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.apikey.ApiKeyChange;
import io.orgauth.apikey.ApiKeyChangeReason;
import io.orgauth.apikey.ApiKeyException;
import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.apikey.ApiKeyUnit;
import io.orgauth.apikey.ApiKeys;
import io.orgauth.identity.IdentityContext.Done;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** How the keys of auth-apikey stand in the stores of a control plane: changed in its units, with their audit events. */
final class ApiKeyRegister {
    private ApiKeyRegister() {}

    /** Keys whose changes the operator makes. */
    static ApiKeys keys(IdentityContext context, ApiKeySettings settings) {
        return ApiKeys.builder()
                .issuer(context.issuer())
                .prefix(settings.prefix())
                .policies(settings.policies())
                .rate(settings.rate())
                .store(context.stores().apiKeys())
                .grants(new IdentityGrants(context, context.stores()))
                .resources((organization, uri) -> meaningful(context, organization, uri))
                .clock(context.clock())
                .random(context.outside().random())
                .build()
                .changedBy(new Unit(context, Actor.operator(context), unit -> {}));
    }

    /** Keys whose changes the actor makes, each after this check in the same unit. */
    static ApiKeys changedBy(ApiKeys keys, IdentityContext context, Actor actor, Consumer<Stores> check) {
        return keys.changedBy(new Unit(context, actor, check));
    }

    /** At the issuer every permission means something; a data plane has its own, for its own organization. */
    private static Optional<Set<Permission>> meaningful(IdentityContext context, OrganizationId owner, String uri) {
        if (uri.equals(context.issuer())) {
            return Optional.of(context.model().permissions());
        }
        return parsed(uri)
                .flatMap(context.stores().resources()::byUri)
                .filter(resource -> resource.organization().equals(owner))
                .map(Resource::permissions);
    }

    private static Optional<URI> parsed(String uri) {
        try {
            return Optional.of(URI.create(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Unit(IdentityContext context, Actor actor, Consumer<Stores> check) implements ApiKeyUnit {
        @Override
        public <T> T change(OrganizationId organization, Function<ApiKeyStore, ApiKeyChange<T>> work) {
            return context.atomically((unit, journal) -> {
                AuditEntry head = journal.head(organization);
                actor.requireStillHeld(unit);
                check.accept(unit);
                ApiKeyChange<T> change = overtakable(work, unit);
                change.action()
                        .ifPresent(action -> journal.record(
                                head, actor, new Done<>(change.result(), action, change.id(), change.details())));
                return change.result();
            });
        }

        /** In the words by which stores learn that a unit must run again. */
        private static <T> ApiKeyChange<T> overtakable(Function<ApiKeyStore, ApiKeyChange<T>> work, Stores unit) {
            try {
                return work.apply(unit.apiKeys());
            } catch (ApiKeyException e) {
                if (e.reason() == ApiKeyChangeReason.API_KEY_CHANGED_MEANWHILE) {
                    throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, String.valueOf(e.getMessage()));
                }
                throw e;
            }
        }
    }
}
