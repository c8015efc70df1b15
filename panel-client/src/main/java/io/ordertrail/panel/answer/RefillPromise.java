package io.ordertrail.panel.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the name of a service promises refills, for panels that do not say so in a field. A "no" in the name comes before
 * all else.
 */
final class RefillPromise {

    private static final List<String> NONE = PlainWords.stems(
            "no refill",
            "norefill",
            "non refill",
            "not refill",
            "without refill",
            "refill no$",
            "refill non",
            "refill yok",
            "nr$",
            "r0$",
            "no garansi",
            "tidak garansi",
            "non garansi",
            "tanpa garansi",
            "no guarant",
            "not guarant",
            "no warrant",
            "sin garant",
            "sin reposi",
            "sem reposi",
            "sem garant",
            "telafisiz",
            "garantisiz",
            "garanti yok",
            "telafi yok",
            "без гарант",
            "без докрут",
            "без восстанов",
            "khong bao hanh",
            "بدون تعويض",
            "بدون ضمان",
            "ohne refill",
            "ohne garant",
            "sans garant",
            "sans refill");
    private static final List<String> SOME = PlainWords.stems(
            "refill",
            "autorefill",
            "guarant",
            "warrant",
            "garansi",
            "garanti",
            "garant",
            "telafi",
            "reposi",
            "гарант",
            "докрут",
            "восстанов",
            "пожизненн",
            "bao hanh",
            "تعويض",
            "ضمان",
            "lifetime",
            "lifetim",
            "life time",
            "omur boyu",
            "vitalici");
    /** R30, AR60, RB45, G30, R30D, R 6 months. */
    private static final Pattern TOKEN =
            Pattern.compile("\\b(?:a?r|rb|g) ?\\d{1,3}(?: ?d(?:ays?)?| months?| years?)?\\b");

    private RefillPromise() {}

    /** Returns whether the name promises refills. */
    static boolean isIn(String name) {
        PlainWords words = PlainWords.of(name);
        if (words.has(NONE)) {
            return false;
        }
        boolean recycles = name.indexOf('♻') >= 0 || name.contains("R∞");
        return recycles || words.has(SOME) || TOKEN.matcher(words.toString()).find();
    }
}
