package io.ordertrail.notifier.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordertrail.domain.OrderStatus;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The templates of mails: {@code <language>/<kind>}, {@code layout.html} and {@code layout.txt}. A mounted directory goes
 * before what is built in. {@code pt-BR} falls back to {@code pt}, and that to {@code en}. Thread-safe.
 */
final class MailTemplates {

    private static final String BUILT_IN = "mail/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Optional<Path> mounted;
    private final Engine engine;

    MailTemplates(Optional<Path> mounted) {
        this.mounted = mounted;
        this.engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addResultMapper(new OneLine())
                .addLocator(this::locate)
                .build();
    }

    /** The template of that kind in the nearest language there is. */
    Template letter(MailTemplateName kind, String language) {
        return candidates(language)
                .map(candidate -> engine.getTemplate(candidate + "/" + kind.template()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no mail template en/" + kind.template()));
    }

    /** The frame that a letter is put into: {@code html} or {@code txt}, of the language if it has one of its own. */
    Template layout(String ending, String language) {
        return Stream.concat(
                        candidates(language).map(candidate -> candidate + "/layout." + ending),
                        Stream.of("layout." + ending))
                .map(engine::getTemplate)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no mail template layout." + ending));
    }

    private static Stream<String> candidates(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        int dash = lower.indexOf('-');
        return Stream.of(lower, dash < 0 ? lower : lower.substring(0, dash), "en")
                .distinct();
    }

    private Optional<TemplateLocation> locate(String id) {
        return read(id).map(text -> new TemplateLocation() {
            @Override
            public Reader read() {
                return new StringReader(text);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(
                        Variant.forContentType(id.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN));
            }
        });
    }

    private Optional<String> read(String id) {
        try {
            if (mounted.isPresent() && Files.isReadable(mounted.get().resolve(id))) {
                return Optional.of(Files.readString(mounted.get().resolve(id)));
            }
            try (InputStream builtIn = MailTemplates.class.getClassLoader().getResourceAsStream(BUILT_IN + id)) {
                return builtIn == null ? Optional.empty() : Optional.of(new String(builtIn.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mail template " + id, e);
        }
    }

    /** Values as a person reads them, on one line: no value can begin a new line, a fact or a header. */
    private static final class OneLine implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return origin.getVariant()
                    .map(variant -> variant.getContentType().equals(Variant.TEXT_PLAIN))
                    .orElse(true);
        }

        @Override
        public String map(Object result, Expression expression) {
            return switch (result) {
                case Instant time -> TIME.format(time);
                case OrderStatus status ->
                    status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                default -> result.toString().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
            };
        }
    }
}
