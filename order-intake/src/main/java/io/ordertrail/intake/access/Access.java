package io.ordertrail.intake.access;

import io.ordertrail.domain.ShopId;
import io.ordertrail.intake.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who calls, by the header {@code Authorization: Bearer <key>}. */
@Singleton
public class Access {

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;

    Access(ApiKeys keys) {
        this.keys = keys;
    }

    /** The caller. Fails with 401 for no key or one that is not known or was revoked. */
    public Uni<Caller> caller(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom()
                    .failure(Problem.unauthorized("Send your API key in the header 'Authorization: Bearer <key>'."));
        }
        return keys.find(authorization.substring(SCHEME.length()).strip())
                .onItem()
                .transformToUni(caller -> caller.isPresent()
                        ? Uni.createFrom().item(caller.get())
                        : Uni.createFrom().failure(Problem.unauthorized("The API key is unknown or was revoked.")));
    }

    /** An operator. Fails with 401 or 403. */
    public Uni<Caller> operator(@Nullable String authorization) {
        return caller(authorization)
                .onItem()
                .transformToUni(caller -> caller.isOperator()
                        ? Uni.createFrom().item(caller)
                        : Uni.createFrom()
                                .failure(Problem.forbidden("This needs an operator's key; yours is a shop's.")));
    }

    /**
     * Who calls.
     *
     * @param name for the record of decisions
     * @param source the shop; empty for operators, who see all
     */
    public record Caller(String name, Optional<ShopId> source) {

        /** Operators belong to no shop. */
        public boolean isOperator() {
            return source.isEmpty();
        }

        /** Whether orders of that shop are this caller's business. */
        public boolean maySee(ShopId other) {
            return source.map(other::equals).orElse(true);
        }
    }
}
