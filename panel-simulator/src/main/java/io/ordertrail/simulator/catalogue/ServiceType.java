package io.ordertrail.simulator.catalogue;

import java.util.List;

/** The types of services of the panel API v2, with the parameters that an order must have beside the service. */
public enum ServiceType {
    DEFAULT("Default", "link", "quantity"),
    PACKAGE("Package", "link"),
    SEO("SEO", "link", "quantity", "keywords"),
    CUSTOM_COMMENTS("Custom Comments", "link", "comments"),
    CUSTOM_COMMENTS_PACKAGE("Custom Comments Package", "link", "comments"),
    MENTIONS("Mentions", "link", "quantity", "usernames"),
    MENTIONS_WITH_HASHTAGS("Mentions with Hashtags", "link", "quantity", "usernames", "hashtags"),
    MENTIONS_CUSTOM_LIST("Mentions Custom List", "link", "usernames"),
    MENTIONS_HASHTAG("Mentions Hashtag", "link", "quantity", "hashtag"),
    MENTIONS_USER_FOLLOWERS("Mentions User Followers", "link", "quantity", "username"),
    MENTIONS_MEDIA_LIKERS("Mentions Media Likers", "link", "quantity", "media"),
    COMMENT_LIKES("Comment Likes", "link", "quantity", "username"),
    POLL("Poll", "link", "quantity", "answer_number"),
    INVITES_FROM_GROUPS("Invites from Groups", "link", "quantity", "groups"),
    SUBSCRIPTIONS("Subscriptions", "username", "min", "max", "delay"),
    WEB_TRAFFIC("Web Traffic", "link", "quantity", "country", "device", "type_of_traffic");

    private final String title;
    private final List<String> required;

    ServiceType(String title, String... required) {
        this.title = title;
        this.required = List.of(required);
    }

    /** Returns the name as panels write it. */
    public String title() {
        return title;
    }

    /** Returns the names of the parameters that {@code add} requires. */
    public List<String> required() {
        return required;
    }

    /** Returns the parameter whose lines are counted in place of a quantity; empty if there is none. */
    public String counted() {
        return switch (this) {
            case CUSTOM_COMMENTS -> "comments";
            case MENTIONS_CUSTOM_LIST -> "usernames";
            case DEFAULT,
                    PACKAGE,
                    SEO,
                    CUSTOM_COMMENTS_PACKAGE,
                    MENTIONS,
                    MENTIONS_WITH_HASHTAGS,
                    MENTIONS_HASHTAG,
                    MENTIONS_USER_FOLLOWERS,
                    MENTIONS_MEDIA_LIKERS,
                    COMMENT_LIKES,
                    POLL,
                    INVITES_FROM_GROUPS,
                    SUBSCRIPTIONS,
                    WEB_TRAFFIC -> "";
        };
    }
}
