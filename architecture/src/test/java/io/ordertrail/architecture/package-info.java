/**
 * The rules of docs/architecture.md, held by tests over the classes of all modules.
 *
 * <p>May know: everything, as classes; runs nothing.
 *
 * <p>Begin with {@link io.ordertrail.architecture.DependenciesTest}.
 */
@NullMarked
package io.ordertrail.architecture;

import org.jspecify.annotations.NullMarked;
