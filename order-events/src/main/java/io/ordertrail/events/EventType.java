package io.ordertrail.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of an event's type: the CloudEvents attribute {@code type}, and {@code type} in a webhook's body. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {
    /** Lower-case words with hyphens, a dot between the thing and what became of it: {@code order.accepted}. */
    String value();
}
