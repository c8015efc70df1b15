package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an order asks a panel for, whatever the type of the service.
 *
 * @param service the panel's id of the service
 * @param link the page it is for; absent only for types that have none (Subscriptions)
 * @param quantity how many; per run of a drip-feed; absent for types that have none (Package, Custom Comments)
 * @param dripFeed delivery in portions, or absent
 * @param parameters what the type needs beyond these, by the panel API's own parameter names ({@code comments},
 *     {@code username}, {@code answer_number}, …); a list of texts is one text with a line for each. Empty if there are
 *     none.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderContent(
        ServiceId service,
        @Nullable String link,
        @Nullable Long quantity,
        @Nullable DripFeed dripFeed,
        Map<String, String> parameters) {

    /** Keeps a sorted copy of the parameters, so that equal contents are written alike. */
    public OrderContent {
        @SuppressWarnings("NullAway") // a JSON object without the key hands us null
        Map<String, String> given = parameters == null ? Map.of() : parameters;
        SortedMap<String, String> sorted = new TreeMap<>(given);
        parameters = Collections.unmodifiableSortedMap(sorted);
    }

    /** An order of the type Default: a link and a quantity. */
    public static OrderContent of(ServiceId service, String link, long quantity) {
        return new OrderContent(service, link, quantity, null, Map.of());
    }

    /**
     * Returns how many are delivered in all by a service of that type. Empty for a package, also one of comments: the panel
     * decides what is in it.
     */
    public OptionalLong totalQuantity(String serviceType) {
        boolean isPackage = serviceType.strip().toLowerCase(Locale.ROOT).endsWith("package");
        return isPackage ? OptionalLong.empty() : totalQuantity();
    }

    /**
     * How many are delivered in all when everything goes well: quantity, times the runs of a drip-feed, or the number of
     * comment lines where there is no quantity; empty where only the panel knows (Package).
     */
    private OptionalLong totalQuantity() {
        if (quantity != null) {
            return OptionalLong.of(dripFeed == null ? quantity : Math.multiplyExact(quantity, dripFeed.runs()));
        }
        return Optional.ofNullable(parameters.get("comments"))
                .map(comments -> OptionalLong.of(
                        comments.lines().filter(line -> !line.isBlank()).count()))
                .orElse(OptionalLong.empty());
    }
}
