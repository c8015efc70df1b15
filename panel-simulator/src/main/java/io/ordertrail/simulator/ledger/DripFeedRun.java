package io.ordertrail.simulator.ledger;

import java.math.BigDecimal;

/** A portion of a drip-feed or a post of a subscription, which becomes an order of its own when it is due. */
public record DripFeedRun(long due, long quantity, BigDecimal charge) {}
