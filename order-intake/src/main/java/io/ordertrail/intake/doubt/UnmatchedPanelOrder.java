package io.ordertrail.intake.doubt;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/** An id that answers to our key, and that no order of ours has. */
record UnmatchedPanelOrder(long id, Optional<BigDecimal> charge, OptionalLong remains) {}
