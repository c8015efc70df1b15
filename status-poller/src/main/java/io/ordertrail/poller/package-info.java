/**
 * A bought order is watched, and each of its changes becomes an event.
 *
 * <p>May know: the libraries; no other service.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.poller;

import org.jspecify.annotations.NullMarked;
