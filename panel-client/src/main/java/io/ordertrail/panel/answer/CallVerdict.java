package io.ordertrail.panel.answer;

import io.ordertrail.panel.RefusalKind;

/** What an answer says about the call as such, before the answers in it are read. */
public sealed interface CallVerdict {

    /** No error of the call: read what is in it. */
    record Readable() implements CallVerdict {}

    /** The panel refused, in words that are known to be a refusal. */
    record Refused(RefusalKind kind, String text) implements CallVerdict {}

    /** The panel speaks of a failure, or says no without a reason: that proves nothing. */
    record Failed(String text) implements CallVerdict {}

    /** The panel refused in words that no rule knows: that proves nothing so far. */
    record RefusedInUnknownWords(String text) implements CallVerdict {}

    /** It says yes and no at once. */
    record Contradictory(String text) implements CallVerdict {}
}
