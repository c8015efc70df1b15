package io.ordertrail.intake.submission;

import io.ordertrail.intake.order.StoredOrder;

/** A claimed order and what is to become of it. */
record Submitted(StoredOrder order, Verdict verdict) {}
