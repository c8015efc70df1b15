/**
 * Holds the documentation to the code. With {@code -Dordertrail.docs.write=true} the marked parts are rewritten.
 *
 * <p>May know: everything of the notifier.
 *
 * <p>Begin with {@link io.ordertrail.notifier.docs.DocumentationTest}.
 */
@NullMarked
package io.ordertrail.notifier.docs;

import org.jspecify.annotations.NullMarked;
