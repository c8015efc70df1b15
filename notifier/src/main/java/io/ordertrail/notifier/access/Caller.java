package io.ordertrail.notifier.access;

import io.ordertrail.domain.ShopId;
import io.ordertrail.notifier.problem.Problem;
import io.ordertrail.notifier.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who asks. */
public sealed interface Caller {

    /** A shop: sees and changes what is its own. */
    record Shop(ShopId source) implements Caller {}

    /** An operator: sees everything. */
    record Operator() implements Caller {}

    /** Whether it may see what belongs to that shop, or, if absent, to the operators. */
    default boolean maySee(@Nullable ShopId owner) {
        return switch (this) {
            case Operator _ -> true;
            case Shop shop -> shop.source().equals(owner);
        };
    }

    /** The shop whose things it sees; empty if it sees all. */
    default Optional<ShopId> shop() {
        return switch (this) {
            case Operator _ -> Optional.empty();
            case Shop shop -> Optional.of(shop.source());
        };
    }

    /** @throws ProblemException 403 if it is a shop */
    default void requireOperator() {
        if (this instanceof Shop) {
            throw new ProblemException(Problem.forbidden("Only operators may do this; use an operator's key."));
        }
    }
}
