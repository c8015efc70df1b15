package io.ordertrail.deploy;

import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A topic that a service's settings subscribe it to, and the group that it reads it in. */
record Subscription(String channel, String group, String topic) {

    private static final String INCOMING = "mp.messaging.incoming.";

    /** Returns the subscriptions in a service's settings. */
    static List<Subscription> of(String service) {
        Properties settings = Repository.settings(service);
        return channels(settings)
                .flatMap(channel -> {
                    String prefix = INCOMING + channel + ".";
                    String group = settings.getProperty(
                            prefix + "group.id",
                            settings.getProperty(
                                    "mp.messaging.connector.smallrye-kafka.group.id",
                                    settings.getProperty("quarkus.application.name")));
                    String topics =
                            settings.getProperty(prefix + "topics", settings.getProperty(prefix + "topic", channel));
                    return Stream.of(topics.split(",")).map(topic -> new Subscription(channel, group, topic.strip()));
                })
                .toList();
    }

    /** Returns the names of the incoming channels. */
    static Stream<String> channels(Properties settings) {
        return settings.stringPropertyNames().stream()
                .filter(key -> key.startsWith(INCOMING) && key.endsWith(".connector"))
                .map(key -> key.substring(INCOMING.length(), key.length() - ".connector".length()))
                .sorted();
    }
}
