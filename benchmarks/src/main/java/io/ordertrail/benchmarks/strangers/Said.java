package io.ordertrail.benchmarks.strangers;

import org.jspecify.annotations.Nullable;

/**
 * What a panel has answered to an add, for the comparison at the end.
 *
 * @param link of the order
 * @param id of an order that was taken, if the answer says so and was sent
 * @param no what it said no with, if it did and nothing else went wrong
 * @param body what was sent, or why nothing was
 */
record Said(String link, @Nullable String id, @Nullable Phrase no, String body) {

    /** Returns whether it says clearly what became of the order. */
    boolean isClear() {
        return id != null || (no != null && no.says() != Phrase.Says.UNREADABLE);
    }
}
