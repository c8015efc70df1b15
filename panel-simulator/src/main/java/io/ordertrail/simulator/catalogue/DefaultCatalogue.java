package io.ordertrail.simulator.catalogue;

import static io.ordertrail.simulator.catalogue.ServiceType.*;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The catalogue that every panel starts with. */
final class DefaultCatalogue {

    static final List<SimulatedService> ALL = List.of(
            service(
                    0,
                    "Instagram Followers [R30] [Max 100K]",
                    DEFAULT,
                    "Instagram",
                    "0.90",
                    50,
                    100_000,
                    "drip refill cancel"),
            service(1, "Instagram Custom Comments", CUSTOM_COMMENTS, "Instagram", "8", 1, 1500, "cancel"),
            service(2, "Instagram Likes | No Refill", DEFAULT, "Instagram", "0.25", 10, 50_000, ""),
            service(3, "YouTube Views | 30 Days Refill", DEFAULT, "YouTube", "1.75", 100, 1_000_000, "drip refill"),
            service(4, "TikTok Followers | Lifetime Refill", DEFAULT, "TikTok", "3.20", 10, 50_000, "refill cancel"),
            service(5, "Telegram Members | R90", DEFAULT, "Telegram", "1.10", 10, 200_000, "refill cancel"),
            service(6, "Instagram Likes | Drip-feed", DEFAULT, "Instagram", "0.31", 10, 20_000, "drip cancel"),
            service(7, "Starter Package", PACKAGE, "Packages", "4.50", 1, 1, ""),
            service(8, "Comments Package", CUSTOM_COMMENTS_PACKAGE, "Packages", "6", 1, 1, ""),
            service(9, "Mentions", MENTIONS, "Instagram", "2.40", 10, 5000, ""),
            service(10, "Mentions with Hashtags", MENTIONS_WITH_HASHTAGS, "Instagram", "2.60", 10, 5000, ""),
            service(11, "Mentions Custom List", MENTIONS_CUSTOM_LIST, "Instagram", "2.80", 1, 5000, ""),
            service(12, "Mentions Hashtag", MENTIONS_HASHTAG, "Instagram", "2.20", 10, 5000, ""),
            service(13, "Mentions User Followers", MENTIONS_USER_FOLLOWERS, "Instagram", "2.10", 10, 5000, ""),
            service(14, "Mentions Media Likers", MENTIONS_MEDIA_LIKERS, "Instagram", "2.15", 10, 5000, ""),
            service(15, "Comment Likes", COMMENT_LIKES, "Instagram", "1.30", 10, 5000, "cancel"),
            service(16, "Poll Votes", POLL, "Telegram", "0.70", 10, 20_000, "cancel"),
            service(17, "Group Invites", INVITES_FROM_GROUPS, "VK", "5.40", 10, 5000, ""),
            service(18, "Auto Likes", SUBSCRIPTIONS, "Instagram", "0.45", 10, 10_000, "cancel"),
            service(19, "Search Promotion", SEO, "Google", "12", 10, 5000, ""),
            service(20, "Web Traffic", WEB_TRAFFIC, "Websites", "0.60", 100, 1_000_000, "drip cancel"));

    private DefaultCatalogue() {}

    static SimulatedService placed(SimulatedService service, int firstId, BigDecimal factor) {
        BigDecimal rate = service.rate().multiply(factor).setScale(2, RoundingMode.HALF_UP);
        return new SimulatedService(
                firstId + service.id(),
                service.name(),
                service.type(),
                service.category(),
                rate,
                service.min(),
                service.max(),
                service.dripFeed(),
                service.refill(),
                service.cancel());
    }

    private static SimulatedService service(
            int id, String name, ServiceType type, String category, String rate, long min, long max, String has) {
        return new SimulatedService(
                id,
                name,
                type,
                category,
                new BigDecimal(rate),
                min,
                max,
                has.contains("drip"),
                has.contains("refill"),
                has.contains("cancel"));
    }
}
