/**
 * HTTP requests exactly as written, for tests of what stands in front of the REST resources.
 *
 * <p>May know: nothing of Ordertrail.
 *
 * <p>Begin with {@link io.ordertrail.testsupport.http.PathSpellings}.
 */
@NullMarked
package io.ordertrail.testsupport.http;

import org.jspecify.annotations.NullMarked;
