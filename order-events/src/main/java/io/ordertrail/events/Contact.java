package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where one order's own notifications go.
 *
 * @param email an address for mails about this order, or absent
 * @param callback an https URL for webhooks about this order, or absent
 * @param language BCP 47, for the mails; {@code en} where absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Contact(
        @Nullable String email,
        @Nullable String callback,
        @Nullable String language) {}
