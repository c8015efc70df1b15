/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.webhook.HttpStatusRulesTest}.
 */
@NullMarked
package io.ordertrail.notifier.webhook;

import org.jspecify.annotations.NullMarked;
