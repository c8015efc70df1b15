package io.ordertrail.poller.submission;

import io.ordertrail.events.SubmissionEvent.ServiceTerms;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a service is under warranty, as its name says: "[30 Days Refill]", "R365", "Lifetime guarantee". */
final class Warranty {

    private static final Pattern DAYS = Pattern.compile("(\\d{1,4})\\s*-?\\s*d(?:ays?)?\\b");
    private static final Pattern R = Pattern.compile("\\br\\s*-?(\\d{1,4})\\b");
    private static final int LONGEST = 3650;

    private Warranty() {}

    /**
     * In days; 0 for a service without refill.
     *
     * @param otherwise where there is refill and the name does not say for how long
     */
    static int days(ServiceTerms terms, int otherwise) {
        if (!terms.refill()) {
            return 0;
        }
        String name = terms.name().toLowerCase(Locale.ROOT);
        if (name.contains("lifetime") || name.contains("life time")) {
            return LONGEST;
        }
        Matcher days = DAYS.matcher(name);
        Matcher r = R.matcher(name);
        return days.find()
                ? Math.min(Integer.parseInt(days.group(1)), LONGEST)
                : r.find() ? Math.min(Integer.parseInt(r.group(1)), LONGEST) : otherwise;
    }
}
