/**
 * A drop under warranty is refilled, and never twice at once.
 *
 * <p>May know: the libraries; no other service.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.refill;

import org.jspecify.annotations.NullMarked;
