package io.ordertrail.notifier.docs;

import io.ordertrail.notifier.delivery.DeliverySettings;
import io.ordertrail.notifier.sealing.SealingSettings;
import io.ordertrail.notifier.webhook.WebhookSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings' keys, defaults and meanings from their interfaces. */
final class Settings {

    private static final Pattern SETTING = Pattern.compile(
            "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*(?:@WithDefault\\(\"(?<default>[^\"]*)\"\\)\\s*)?[\\w<>?]+ (?<name>\\w+)\\(\\);",
            Pattern.DOTALL);

    private Settings() {}

    static String defaultOf(Class<?> settings, String name) throws NoSuchMethodException {
        return settings.getDeclaredMethod(name).getAnnotation(WithDefault.class).value();
    }

    static Duration duration(String text) {
        String number = text.substring(0, text.length() - 1);
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(Long.parseLong(number));
            case 'm' -> Duration.ofMinutes(Long.parseLong(number));
            case 'h' -> Duration.ofHours(Long.parseLong(number));
            default -> throw new IllegalArgumentException(text);
        };
    }

    static String table() throws IOException, ClassNotFoundException {
        StringBuilder table = new StringBuilder("| key | default | |\n|---|---|---|\n");
        List<Class<?>> all = List.of(
                SealingSettings.class,
                DeliverySettings.class,
                WebhookSettings.class,
                Class.forName("io.ordertrail.notifier.mail.MailSettings"));
        for (Class<?> settings : all) {
            String prefix = settings.getAnnotation(ConfigMapping.class).prefix();
            Path source = Path.of("src/main/java", settings.getName().replace('.', '/') + ".java");
            String text = Files.readString(source);
            Matcher setting = SETTING.matcher(text.substring(text.indexOf("interface ")));
            while (setting.find()) {
                String given = setting.group("default");
                table.append("| `%s.%s` | %s | %s |\n"
                        .formatted(
                                prefix,
                                kebab(setting.group("name")),
                                given == null ? "" : "`" + given + "`",
                                meaning(setting.group("doc"))));
            }
        }
        return table.toString();
    }

    private static String meaning(String doc) {
        return doc.replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
