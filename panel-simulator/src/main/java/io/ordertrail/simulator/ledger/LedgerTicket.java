package io.ordertrail.simulator.ledger;

import java.time.Instant;

/** A ticket that was opened at a panel. */
public record LedgerTicket(
        String panel, String id, String subject, String message, String priority, Instant at, Instant atWall) {}
