package io.ordertrail.notifier.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to send as {@code after} for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

    private static final int LARGEST = 200;

    /** How many to show of how many were asked for. */
    public static int size(int asked) {
        return Math.clamp(asked, 1, LARGEST);
    }

    /** A page of at most that size, of items that were read with one more to see whether there is a next page. */
    public static <T> Page<T> of(List<T> items, int size, Function<T, String> cursor) {
        if (items.size() <= size) {
            return new Page<>(items, null);
        }
        List<T> shown = items.subList(0, size);
        return new Page<>(shown, cursor.apply(shown.getLast()));
    }
}
