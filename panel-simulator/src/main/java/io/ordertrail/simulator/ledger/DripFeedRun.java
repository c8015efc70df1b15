package io.ordertrail.simulator.ledger;

import java.math.BigDecimal;

/** A run of a drip-feed or a post of a subscription, which is started as an order of its own when it is due. */
public record DripFeedRun(long due, long quantity, BigDecimal charge) {}
