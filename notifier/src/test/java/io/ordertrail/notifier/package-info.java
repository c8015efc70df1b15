/**
 * The notifier as a whole, with real Kafka, PostgreSQL, HTTP and SMTP around it.
 *
 * <p>May know: everything of the notifier.
 *
 * <p>Begin with {@link io.ordertrail.notifier.NotifierIT}.
 */
@NullMarked
package io.ordertrail.notifier;

import org.jspecify.annotations.NullMarked;
