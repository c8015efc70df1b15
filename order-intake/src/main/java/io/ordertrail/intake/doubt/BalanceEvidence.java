package io.ordertrail.intake.doubt;

/** What the panel's balance says about whether money was taken for what is in doubt. */
enum BalanceEvidence {
    /** It is what it must be if nothing was taken. */
    DID_NOT_MOVE,
    /** It is lower by just what something in doubt costs. */
    MOVED_BY_A_CHARGE,
    /** Top-ups, refunds or unknown charges: it says nothing. */
    SAYS_NOTHING
}
