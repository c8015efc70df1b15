/**
 * Everything on one machine without Docker.
 *
 * <p>May know: the libraries; services only as processes.
 *
 * <p>Begin with this page.
 */
@NullMarked
package io.ordertrail.local;

import org.jspecify.annotations.NullMarked;
