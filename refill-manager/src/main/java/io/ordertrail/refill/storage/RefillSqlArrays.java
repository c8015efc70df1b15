package io.ordertrail.refill.storage;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts rows to arrays, one for each column, for {@code unnest}. */
final class RefillSqlArrays<T> {

    private final List<T> rows;
    private final Tuple tuple = Tuple.tuple();

    RefillSqlArrays(List<T> rows) {
        this.rows = rows;
    }

    RefillSqlArrays<T> longs(Function<T, @Nullable Long> column) {
        return add(Long.class, column);
    }

    RefillSqlArrays<T> ints(Function<T, @Nullable Integer> column) {
        return add(Integer.class, column);
    }

    RefillSqlArrays<T> booleans(Function<T, @Nullable Boolean> column) {
        return add(Boolean.class, column);
    }

    RefillSqlArrays<T> texts(Function<T, @Nullable String> column) {
        return add(String.class, column);
    }

    RefillSqlArrays<T> times(Function<T, @Nullable Instant> column) {
        return add(OffsetDateTime.class, row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.atOffset(ZoneOffset.UTC);
        });
    }

    Tuple tuple() {
        return tuple;
    }

    static @Nullable Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private <C> RefillSqlArrays<T> add(Class<C> type, Function<T, ? extends @Nullable C> column) {
        Object array = Array.newInstance(type, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Array.set(array, i, column.apply(rows.get(i)));
        }
        tuple.addValue(array);
        return this;
    }
}
