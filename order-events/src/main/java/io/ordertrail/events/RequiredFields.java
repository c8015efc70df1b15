package io.ordertrail.events;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a message left out: a record's component that is null though nothing declares it {@link Nullable}. */
final class RequiredFields {

    private RequiredFields() {}

    /** The path of the first missing field, or empty if all are there. */
    static Optional<String> firstMissing(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = valueOf(component, record);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (value == null && !nullable) {
                return Optional.of(component.getName());
            }
            Optional<String> below = switch (value) {
                case Record nested -> firstMissing(nested);
                case List<?> list ->
                    list.stream()
                            .filter(Record.class::isInstance)
                            .map(Record.class::cast)
                            .flatMap(nested -> firstMissing(nested).stream())
                            .findFirst();
                case null, default -> Optional.empty();
            };
            if (below.isPresent()) {
                return below.map(path -> component.getName() + "." + path);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
