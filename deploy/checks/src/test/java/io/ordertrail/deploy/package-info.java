/**
 * Tests of what is in {@code deploy}: each thing against its own rules, and its names against the code.
 *
 * <p>May read every file of the repository; knows the code only as text, {@code order-events} apart.
 *
 * <p>Begin with {@link io.ordertrail.deploy.ManifestsTest}.
 */
@NullMarked
package io.ordertrail.deploy;

import org.jspecify.annotations.NullMarked;
