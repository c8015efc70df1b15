package io.ordertrail.refill.work;

import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.PanelName;
import io.ordertrail.refill.lifecycle.OrderRefillState;
import io.ordertrail.refill.storage.RefillRepository;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Stores panels' answers. An answer that comes after something else was decided changes nothing and is logged. Thread-safe. */
final class AnswerWriter {

    private static final Logger LOG = Logger.getLogger(AnswerWriter.class);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

    private final RefillRepository repository;
    private final Duration retryFor;
    private final InstantSource clock;

    /**
     * Creates the writer.
     *
     * @param retryFor how long storing is retried; after that the lease has ended and the refill is in doubt
     */
    AnswerWriter(RefillRepository repository, Duration retryFor, InstantSource clock) {
        this.repository = repository;
        this.retryFor = retryFor;
        this.clock = clock;
    }

    /** Applies an answer. */
    @FunctionalInterface
    interface Answered {

        /**
         * Returns the order after the answer; empty if it comes too late.
         *
         * @param before the order as it is now
         * @param claimed the order as it was claimed
         */
        Optional<OrderRefillState> apply(OrderRefillState before, OrderRefillState claimed, Instant now);
    }

    /** Stores the answer about each claim, as of the time at which it is stored. */
    Uni<Void> write(PanelName panel, List<OrderRefillState> claimed, Answered answered) {
        return Uni.createFrom()
                .deferred(() -> {
                    Instant now = clock.instant();
                    Map<OrderId, RefillRepository.Decision> decisions = claimed.stream()
                            .collect(Collectors.toMap(
                                    asked -> asked.order().id(),
                                    asked -> before ->
                                            answered.apply(before, asked, now).orElseGet(() -> late(before, panel))));
                    return repository.decideAll(decisions, now);
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("Could not store an answer of %s; retrying: %s", panel, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
                .expireIn(retryFor.toMillis())
                .replaceWithVoid();
    }

    private static OrderRefillState late(OrderRefillState before, PanelName panel) {
        LOG.warnf(
                "An answer of %s about a refill of order %s came too late and changes nothing; the refill is %s",
                panel,
                before.order().id(),
                before.open() == null ? "over" : before.open().state());
        return before;
    }
}
