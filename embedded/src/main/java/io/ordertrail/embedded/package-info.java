/**
 * PostgreSQL and Kafka without Docker, for tests and deploy/local.
 *
 * <p>May know: nothing of Ordertrail but the names of its topics.
 *
 * <p>Begin with {@link io.ordertrail.embedded.EmbeddedPostgres} and {@link io.ordertrail.embedded.EmbeddedKafka}.
 */
@NullMarked
package io.ordertrail.embedded;

import org.jspecify.annotations.NullMarked;
