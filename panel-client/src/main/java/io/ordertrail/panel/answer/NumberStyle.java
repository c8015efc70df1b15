package io.ordertrail.panel.answer;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Which of the two marks in a panel's numbers separates the decimals. The other one, if there is any, groups thousands. */
public enum NumberStyle {
    /** {@code 1,234.50}. */
    POINT,
    /** {@code 1.234,50}. */
    COMMA,
    /** Nothing is known of it: {@code 1.250} may be either. */
    UNKNOWN;

    /**
     * Returns what numbers of one kind show together: the style that all show that can be read in one way only. Where none
     * does, their scale may decide between grouped thousands and three decimals: where a number of four digits is not
     * grouped, none is; and where one has no decimals at all, a zero at the end of another's three is none.
     */
    static NumberStyle of(Collection<NumberText> numbers) {
        Set<NumberStyle> shown = EnumSet.noneOf(NumberStyle.class);
        Set<NumberStyle> ifDecimal = EnumSet.noneOf(NumberStyle.class);
        boolean ungrouped = false;
        boolean integers = false;
        boolean zeros = false;
        for (NumberText number : numbers) {
            if (number.shows() != UNKNOWN) {
                shown.add(number.shows());
            }
            if (number.isAmbiguous()) {
                ifDecimal.add(number.styleIfDecimal());
                zeros |= number.endsWithZero();
            } else if (number.isPlain()) {
                integers = true;
                ungrouped |= number.integerDigits() > 3;
            }
        }
        if (shown.size() == 1) {
            return shown.iterator().next();
        }
        if (!shown.isEmpty() || ifDecimal.size() != 1) {
            return UNKNOWN;
        }
        NumberStyle decimal = ifDecimal.iterator().next();
        if (ungrouped) {
            return decimal;
        }
        return integers && zeros ? decimal.other() : UNKNOWN;
    }

    /** Returns the style with the marks exchanged. */
    NumberStyle other() {
        return switch (this) {
            case POINT -> COMMA;
            case COMMA -> POINT;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
