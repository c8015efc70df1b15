/**
 * Who gets which events, where and how: webhook endpoints and e-mail addresses of shops and operators.
 *
 * <p>May know: messages, access, addresses, signing keys and the vault; nothing of deliveries.
 *
 * <p>Begin with {@link io.ordertrail.notifier.subscription.Subscription}.
 */
@NullMarked
package io.ordertrail.notifier.subscription;

import org.jspecify.annotations.NullMarked;
