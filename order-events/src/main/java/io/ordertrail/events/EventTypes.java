package io.ordertrail.events;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which record an event type's name stands for, read from the sealed hierarchy of {@link Event}. */
public final class EventTypes {

    private static final Map<String, Class<? extends Event>> BY_NAME = index();

    private EventTypes() {}

    /** The record of that type, or empty if there is none of that name. */
    public static Optional<Class<? extends Event>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names of all types, in the order of their declaration. */
    public static Collection<String> names() {
        return BY_NAME.keySet();
    }

    static String nameOf(Class<? extends Event> record) {
        return record.getAnnotation(EventType.class).value();
    }

    private static Map<String, Class<? extends Event>> index() {
        Map<String, Class<? extends Event>> index = new LinkedHashMap<>();
        records(Event.class).forEach(record -> {
            Class<? extends Event> other = index.put(nameOf(record), record);
            if (other != null) {
                throw new IllegalStateException(
                        "event type " + nameOf(record) + " is both " + other.getName() + " and " + record.getName());
            }
        });
        return Collections.unmodifiableMap(index);
    }

    private static Stream<Class<? extends Event>> records(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? Stream.of(type.asSubclass(Event.class))
                : Arrays.stream(permitted).flatMap(EventTypes::records);
    }
}
