package io.ordertrail.kit.web;

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

    /** Returns a page of at most that size, of items that were read with one more to see whether a page follows. */
    public static <T> Page<T> of(List<T> items, int size, Function<T, String> cursor) {
        if (items.size() <= size) {
            return new Page<>(items, null);
        }
        List<T> shown = items.subList(0, size);
        return new Page<>(shown, cursor.apply(shown.getLast()));
    }

    /** Returns a page with each item in another form. */
    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }
}
