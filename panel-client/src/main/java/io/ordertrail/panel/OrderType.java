package io.ordertrail.panel;

import io.ordertrail.domain.OrderContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of services and what {@code add} needs for each: one row a type. Panels write the names in any case. A type
 * that is not in the table is passed on as given.
 *
 * @param name as most panels write it
 * @param link whether it needs a link
 * @param quantity whether it needs a quantity; where it does not, none is sent
 * @param dripFeed whether {@code runs} and {@code interval} may be given
 * @param required the parameters beyond these that must be there
 * @param optional the parameters beyond these that may be there
 */
public record OrderType(
        String name, boolean link, boolean quantity, boolean dripFeed, Set<String> required, Set<String> optional) {

    private static final Set<String> NONE = Set.of();
    private static final Set<String> DELAYS = Set.of(
            "0", "5", "10", "15", "20", "30", "40", "50", "60", "90", "120", "150", "180", "210", "240", "270", "300",
            "360", "420", "480", "540", "600");

    /** The table of types. */
    public static final List<OrderType> ALL = List.of(
            new OrderType("Default", true, true, true, NONE, NONE),
            new OrderType("Package", true, false, false, NONE, NONE),
            new OrderType("SEO", true, true, false, Set.of("keywords"), NONE),
            new OrderType("Custom Comments", true, false, false, Set.of("comments"), NONE),
            new OrderType("Custom Comments Package", true, false, false, Set.of("comments"), NONE),
            new OrderType("Mentions", true, true, false, Set.of("usernames"), NONE),
            new OrderType("Mentions with Hashtags", true, true, false, Set.of("usernames", "hashtags"), NONE),
            new OrderType("Mentions Custom List", true, false, false, Set.of("usernames"), NONE),
            new OrderType("Mentions Hashtag", true, true, false, Set.of("hashtag"), NONE),
            new OrderType("Mentions User Followers", true, true, false, Set.of("username"), NONE),
            new OrderType("Mentions Media Likers", true, true, false, Set.of("media"), NONE),
            new OrderType("Comment Likes", true, true, false, Set.of("username"), NONE),
            new OrderType("Poll", true, true, false, Set.of("answer_number"), NONE),
            new OrderType("Invites from Groups", true, true, false, Set.of("groups"), NONE),
            new OrderType(
                    "Subscriptions",
                    false,
                    false,
                    false,
                    Set.of("username", "min", "max", "delay"),
                    Set.of("posts", "old_posts", "expiry")),
            new OrderType(
                    "Web Traffic",
                    true,
                    true,
                    true,
                    Set.of("country", "device", "type_of_traffic"),
                    Set.of("google_keyword", "referring_url")));

    /** Keeps copies. */
    public OrderType {
        required = Set.copyOf(required);
        optional = Set.copyOf(optional);
    }

    /** Returns the type of that name in any case, or empty for an unknown one. */
    public static Optional<OrderType> find(String name) {
        return ALL.stream()
                .filter(type -> type.name.equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /**
     * Returns what is wrong with an order for a service of this type, before money is spent: a sentence for each field,
     * with its name, the rule and the remedy. Empty if it can be sent.
     */
    public List<String> problems(OrderContent content) {
        List<String> problems = new ArrayList<>();
        if (link && (content.link() == null || content.link().isBlank())) {
            problems.add("link is missing; a service of the type %s needs the page to deliver to".formatted(name));
        }
        if (quantity && content.quantity() == null) {
            problems.add("quantity is missing; a service of the type %s needs it".formatted(name));
        }
        if (content.dripFeed() != null && !dripFeed) {
            problems.add("dripFeed is not possible for a service of the type %s; leave it out".formatted(name));
        }
        required.stream()
                .sorted()
                .filter(parameter -> isBlank(content, parameter))
                .forEach(parameter -> problems.add(
                        "parameters.%s is missing; a service of the type %s needs it".formatted(parameter, name)));
        content.parameters().keySet().stream()
                .sorted()
                .filter(parameter -> !sends(parameter))
                .map(this::unknown)
                .forEach(problems::add);
        problems.addAll(malformed(content));
        return problems;
    }

    /** A parameter that is left out in silence would be paid for and missing. */
    private String unknown(String parameter) {
        String known =
                Stream.concat(required.stream(), optional.stream()).sorted().collect(Collectors.joining(", "));
        return "parameters.%s is unknown; a service of the type %s takes %s"
                .formatted(parameter, name, known.isEmpty() ? "none" : known);
    }

    private List<String> malformed(OrderContent content) {
        List<String> problems = new ArrayList<>();
        String delay = content.parameters().get("delay");
        if (required.contains("delay") && delay != null && !DELAYS.contains(delay.strip())) {
            problems.add("parameters.delay must be one of the minutes 0, 5, 10, 15, 20, 30, 40, 50, 60, 90 … 600");
        }
        String expiry = content.parameters().get("expiry");
        if (optional.contains("expiry") && expiry != null && !expiry.matches("\\d{1,2}/\\d{1,2}/\\d{4}")) {
            problems.add("parameters.expiry must be a day as d/m/Y, such as 24/12/2026");
        }
        if (name.toLowerCase(Locale.ROOT).equals("web traffic")) {
            malformedTraffic(content).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<String> malformedTraffic(OrderContent content) {
        boolean source = content.parameters().containsKey("google_keyword")
                || content.parameters().containsKey("referring_url");
        String kind = content.parameters().getOrDefault("type_of_traffic", "");
        boolean needsSource = kind.equals("1") || kind.equals("2");
        return needsSource && !source
                ? Optional.of("parameters.google_keyword (traffic from Google) or parameters.referring_url is missing")
                : Optional.empty();
    }

    private static boolean isBlank(OrderContent content, String parameter) {
        return content.parameters().getOrDefault(parameter, "").isBlank();
    }

    /** Returns whether {@code add} sends this parameter for this type. */
    public boolean sends(String parameter) {
        return required.contains(parameter) || optional.contains(parameter);
    }
}
