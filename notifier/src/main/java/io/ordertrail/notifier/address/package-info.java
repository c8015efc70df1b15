/**
 * Where webhooks may go: URLs, ports and the addresses that are connected to.
 *
 * <p>May know: nothing of ours.
 *
 * <p>Begin with {@link io.ordertrail.notifier.address.AddressPolicy}.
 */
@NullMarked
package io.ordertrail.notifier.address;

import org.jspecify.annotations.NullMarked;
