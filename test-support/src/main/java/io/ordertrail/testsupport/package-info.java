/**
 * PostgreSQL and Kafka without Docker, for tests and deploy/local.
 *
 * <p>May know: nothing of Ordertrail but the names of its topics.
 *
 * <p>Begin with {@link io.ordertrail.testsupport.EmbeddedPostgres} and {@link io.ordertrail.testsupport.EmbeddedKafka}.
 */
@NullMarked
package io.ordertrail.testsupport;

import org.jspecify.annotations.NullMarked;
