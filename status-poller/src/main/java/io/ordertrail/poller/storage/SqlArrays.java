package io.ordertrail.poller.storage;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Values turned by ninety degrees, for {@code unnest}. */
final class SqlArrays {

    private SqlArrays() {}

    static <T, C> C[] of(List<T> rows, Function<T, @Nullable C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
