package io.ordertrail.notifier.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.ProblemException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it is answered.
 *
 * @param message the {@code webhook-id}
 * @param dueAt when the next attempt is due; absent once it ended
 * @param body what is sent, only where one delivery is asked for
 * @param history its attempts, the oldest first, only where one delivery is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Delivery")
public record DeliveryView(
        String id,
        String subscription,
        String message,
        String type,
        @Nullable Long order,
        @Nullable String target,
        String state,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Integer lastCode,
        @Nullable String lastAnswer,
        Instant createdAt,
        @Nullable Instant endedAt,
        @JsonRawValue @Nullable String body,
        @Nullable List<AttemptView> history) {

    private static final String PREFIX = "dlv_";

    /** An attempt: when, how long it took, what it came to, and the first kilobyte of the answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Attempt")
    public record AttemptView(
            int number,
            Instant startedAt,
            int millis,
            String verdict,
            @Nullable Integer code,
            String answer) {}

    static String publicId(long id) {
        return PREFIX + id;
    }

    /** @throws ProblemException 404 if it is none */
    static long internalId(String id) {
        try {
            if (id.startsWith(PREFIX)) {
                return Long.parseLong(id.substring(PREFIX.length()));
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw Problem.notFound("There is no delivery '" + id + "'.");
    }
}
