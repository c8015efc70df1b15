package io.ordertrail.intake.doubt;

import io.ordertrail.intake.doubt.OwnOrders.OwnOrder;
import io.ordertrail.intake.order.ChildOrders;
import io.ordertrail.intake.order.ChildOrders.Child;
import io.ordertrail.panel.OrderAnswer;
import io.ordertrail.panel.Panel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a panel for the children of our drip-feeds and subscriptions, before an order that answers is taken for a lost one:
 * a child has an id in the same sequence, the charge of one run, and answers to our key.
 */
@Singleton
class ChildSearch {

    private static final int MOST_PARENTS = 1000;

    private final OwnOrders own;
    private final ChildOrders children;
    private final Pool pool;
    private final InstantSource clock;

    ChildSearch(OwnOrders own, ChildOrders children, Pool pool, InstantSource clock) {
        this.own = own;
        this.children = children;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Stores the children of parents that were not over at that time.
     *
     * @return why they are not all known, or empty
     */
    Uni<Optional<String>> refresh(Panel panel, Instant since, Supplier<Uni<Void>> beforeCall) {
        return own.parents(panel.name(), since, MOST_PARENTS + 1).chain(parents -> {
            if (parents.size() > MOST_PARENTS) {
                return Uni.createFrom()
                        .item(Optional.of(
                                "More drip-feeds and subscriptions are running than are asked for children."));
            }
            return new StatusQueries(panel, beforeCall).of(parents).chain(answers -> store(parents, answers));
        });
    }

    private Uni<Optional<String>> store(List<OwnOrder> parents, Map<OwnOrder, OrderAnswer> answers) {
        List<Child> found = new ArrayList<>();
        Optional<String> unknown = Optional.empty();
        for (OwnOrder parent : parents) {
            switch (answers.get(parent)) {
                case OrderAnswer.Seen seen -> seen.children().forEach(id -> found.add(new Child(parent.order(), id)));
                // It is gone at the panel: no child comes from it any more.
                case OrderAnswer.Denied _ -> {}
                case OrderAnswer.Unreadable _ -> unknown = Optional.of(silent(parent));
                case null -> unknown = Optional.of(silent(parent));
            }
        }
        return children.add(pool, found, clock.instant()).replaceWith(unknown);
    }

    private static String silent(OwnOrder parent) {
        return "The panel did not name the children of order %s (%s).".formatted(parent.order(), parent.id());
    }
}
