/**
 * A shop's order becomes one bought at a panel, at most once.
 *
 * <p>May know: the libraries; no other service.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.intake;

import org.jspecify.annotations.NullMarked;
