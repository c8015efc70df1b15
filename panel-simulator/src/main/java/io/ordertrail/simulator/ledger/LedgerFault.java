package io.ordertrail.simulator.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A fault that was injected into a call.
 *
 * @param done whether the call was executed nevertheless
 * @param order the order that it bought or named; several with commas if the call named several
 * @param link the link of that order, or of the one that was not bought
 */
public record LedgerFault(
        String panel,
        String action,
        String fault,
        boolean done,
        Optional<String> order,
        Optional<String> link,
        Instant at,
        Instant atWall) {}
