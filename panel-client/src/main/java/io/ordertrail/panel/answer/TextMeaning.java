package io.ordertrail.panel.answer;

import io.ordertrail.panel.RefusalKind;

/** What an error text of a panel proves. */
sealed interface TextMeaning {

    /** The panel did not do it, for that reason. */
    record Refuses(RefusalKind kind) implements TextMeaning {}

    /** Nothing, and never will: it speaks of a failure, behind which the panel may have done it. */
    record Failure() implements TextMeaning {}

    /** Nothing so far: no rule knows it. A search may prove that it is a refusal. */
    record Unknown() implements TextMeaning {}

    TextMeaning FAILURE = new Failure();
    TextMeaning UNKNOWN = new Unknown();
}
