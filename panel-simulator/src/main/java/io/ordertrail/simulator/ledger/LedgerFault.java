package io.ordertrail.simulator.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A call that was spoilt on purpose.
 *
 * @param done whether what was asked for was done all the same
 * @param order the order that it bought or was about; several with commas if the call was about many
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
