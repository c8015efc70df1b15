package io.ordertrail.intake.doubt;

import io.ordertrail.panel.StatusKind;

/** Ids of one id space, both ends included. */
public record SearchedRange(StatusKind kind, long from, long to) {

    /** Rejects a range without an id. */
    public SearchedRange {
        if (from > to) {
            throw new IllegalArgumentException("from must not be above to, but is %d of %d".formatted(from, to));
        }
    }

    /** Whether all ids of the other are in this one. */
    boolean contains(SearchedRange other) {
        return kind == other.kind && from <= other.from && other.to <= to;
    }

    /** Whether that id is in it. */
    boolean contains(StatusKind ofKind, long id) {
        return kind == ofKind && from <= id && id <= to;
    }
}
