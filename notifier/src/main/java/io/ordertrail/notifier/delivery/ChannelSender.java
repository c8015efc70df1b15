package io.ordertrail.notifier.delivery;

import io.ordertrail.notifier.subscription.Channel;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** A channel's way of sending. */
public interface ChannelSender {

    /** What it sends by. */
    Channel channel();

    /**
     * Makes one attempt; does not block. Failures of the receiver are answers; the Uni fails only by an internal error.
     *
     * @param together at least one; more only if the subscription gathers them, and then the answer holds for all
     */
    Uni<AttemptResult> send(List<ClaimedDelivery> together, Instant now);
}
