package io.ordertrail.events;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a message left out: a record's component that is null though nothing declares it {@link Nullable}. */
final class RequiredFields {

    /** Looked up once a type: the JDK makes every component again at each call, which cost a tenth of all reading. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> new Field(
                            component.getName(),
                            component.getAccessor(),
                            component.getAnnotatedType().isAnnotationPresent(Nullable.class)))
                    .toList();
        }
    };

    private RequiredFields() {}

    /** The path of the first missing field, or empty if all are there. */
    static Optional<String> firstMissing(Record record) {
        for (Field field : FIELDS.get(record.getClass())) {
            Object value = field.of(record);
            if (value == null && !field.nullable) {
                return Optional.of(field.name);
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
                return below.map(path -> field.name + "." + path);
            }
        }
        return Optional.empty();
    }

    private record Field(String name, Method accessor, boolean nullable) {
        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + name, e);
            }
        }
    }
}
