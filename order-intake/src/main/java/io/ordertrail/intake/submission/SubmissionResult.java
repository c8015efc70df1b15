package io.ordertrail.intake.submission;

import io.ordertrail.intake.order.Order;

/** A claimed order and what is to become of it. */
record SubmissionResult(Order order, SubmissionDecision verdict) {}
