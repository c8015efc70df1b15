/**
 * The servers as resources of Quarkus tests, one of each in a JVM. With the system property
 * {@code ordertrail.test.containers=true} (profile {@code containers}) they are containers.
 *
 * <p>May know: {@link io.ordertrail.testsupport}, Quarkus' test interface, Testcontainers (optional).
 *
 * <p>Begin with {@link io.ordertrail.testsupport.resources.PostgresResource}.
 */
@NullMarked
package io.ordertrail.testsupport.resources;

import org.jspecify.annotations.NullMarked;
