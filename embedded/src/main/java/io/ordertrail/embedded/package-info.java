/**
 * PostgreSQL and Kafka without Docker, for tests and deploy/local.
 *
 * <p>May know: nothing of Ordertrail but the names of its topics.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.embedded;

import org.jspecify.annotations.NullMarked;
