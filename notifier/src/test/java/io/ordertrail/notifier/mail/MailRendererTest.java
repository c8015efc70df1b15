package io.ordertrail.notifier.mail;

import static io.ordertrail.notifier.Events.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.Event;
import io.ordertrail.notifier.Samples;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MailRendererTest {

    private static final MailRenderer.About ABOUT =
            new MailRenderer.About("en", "orders of acme", Optional.of("https://notify.example/v1/unsubscribe/x.y"));

    private final MailRenderer writer = new MailRenderer(new MailTemplates(Optional.empty()));

    static List<Event> everyEvent() {
        return Samples.everyEvent();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void every_event_has_a_mail_that_reads_well(Event event) throws IOException {
        MailRenderer.Written mail = writer.write(List.of(message(event)), ABOUT);

        assertThat(mail.subject()).isNotBlank().doesNotContain("{", "}", "null", "NOT_FOUND");
        assertThat(mail.text())
                .contains("Unsubscribe: https://notify.example/")
                .doesNotContain("{", "}", "null", "NOT_FOUND", "Optional", "\n\n\n");
        assertThat(mail.html())
                .contains("<title>", "orders of acme")
                .doesNotContain("{letter", "null", "NOT_FOUND", "Optional");
        Path shown = Files.createDirectories(Path.of("target/mails"));
        Files.writeString(
                shown.resolve(event.type() + "-" + MailTemplateName.of(event).template() + ".html"), mail.html());
        Files.writeString(
                shown.resolve(event.type() + "-" + MailTemplateName.of(event).template() + ".txt"), mail.text());
    }

    @Test
    void the_samples_show_every_kind() {
        Set<MailTemplateName> shown =
                everyEvent().stream().map(MailTemplateName::of).collect(Collectors.toSet());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(shown)))
                .containsExactlyInAnyOrder(MailTemplateName.TEST, MailTemplateName.DIGEST);
    }

    @Test
    void what_others_wrote_cannot_become_markup_lines_or_headers() {
        Event evil = Samples.rejected("<script>alert(1)</script>\r\nBcc: all@x.example\n---\nPanel: forged");
        MailRenderer.Written mail = writer.write(List.of(message(evil)), ABOUT);

        assertThat(mail.html()).doesNotContain("<script>").contains("&lt;script&gt;");
        assertThat(mail.text()).doesNotContain("\nBcc").doesNotContain("\n  Panel: forged");
        assertThat(mail.subject()).doesNotContain("\n", "\r");
    }

    @Test
    void a_digest_counts_and_lists() throws IOException {
        List<Message> many = LongStream.range(0, 1000)
                .mapToObj(i -> message(anOrder("acme", i + 1).completed(1)))
                .toList();
        MailRenderer.Written mail = writer.write(many, ABOUT);

        assertThat(mail.subject()).isEqualTo("1000 notifications from Ordertrail");
        assertThat(mail.text())
                .contains("These are the first 200.", "Order A-1 is complete", "Order A-200 is complete");
        assertThat(mail.text()).doesNotContain("A-201 ");
        Files.createDirectories(Path.of("target/mails"));
        MailRenderer.Written few = writer.write(many.subList(0, 5), ABOUT);
        Files.writeString(Path.of("target/mails/digest.html"), few.html());
        Files.writeString(Path.of("target/mails/digest.txt"), few.text());
    }

    @Test
    void a_mounted_template_goes_before_the_built_in_one(@TempDir Path mounted) throws IOException {
        Files.createDirectories(mounted.resolve("de"));
        Files.writeString(mounted.resolve("de/order-completed"), """
                Subject: Auftrag {order.reference} ist fertig
                ---
                Alles geliefert.
                """);
        MailRenderer ours = new MailRenderer(new MailTemplates(Optional.of(mounted)));
        Message completed = message(anOrder("acme", 7).completed(1));

        assertThat(ours.write(List.of(completed), in("de-AT")).subject()).isEqualTo("Auftrag A-7 ist fertig");
        assertThat(ours.write(List.of(completed), in("fr")).subject()).isEqualTo("Order A-7 is complete");
        assertThat(ours.write(List.of(message(anOrder("acme", 7).partial(1))), in("de"))
                        .subject())
                .isEqualTo("Order A-7 ended partly delivered");
    }

    private static MailRenderer.About in(String language) {
        return new MailRenderer.About(language, "", Optional.empty());
    }

    private static Message message(Event event) {
        return new MessageFactory().write(Samples.envelope(event)).orElseThrow();
    }
}
