/**
 * Tests of this part, without Quarkus.
 *
 * <p>May know: the part.
 *
 * <p>Begin with {@link io.ordertrail.notifier.vault.VaultTest}.
 */
@NullMarked
package io.ordertrail.notifier.vault;

import org.jspecify.annotations.NullMarked;
