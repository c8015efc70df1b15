package io.ordertrail.notifier.delivery;

import java.util.Locale;

/** Words of the database and the metrics, and what a text column can hold. */
final class Names {

    private Names() {}

    static String of(AttemptResult.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL's text has no NUL; an endpoint may answer with any. */
    static String storable(String answer) {
        return answer.indexOf('\0') < 0 ? answer : answer.replace('\0', '\ufffd');
    }
}
