package io.ordertrail.notifier.mail;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.events.Contact;
import io.ordertrail.notifier.delivery.Answer;
import io.ordertrail.notifier.delivery.Answer.Verdict;
import io.ordertrail.notifier.delivery.Claimed;
import io.ordertrail.notifier.delivery.Courier;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.SubscriptionRules;
import io.ordertrail.outbox.trace.Leg;
import io.ordertrail.outbox.trace.Tracing;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sends deliveries as mails. */
@ApplicationScoped
class MailCourier implements Courier {

    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private final ReactiveMailer mailer;
    private final MailWriter writer;
    private final UnsubscribeLinks links;
    private final InstantSource clock;
    private final Tracing tracing;

    MailCourier(
            ReactiveMailer mailer,
            MailSettings settings,
            UnsubscribeLinks links,
            InstantSource clock,
            Tracing tracing) {
        this.mailer = mailer;
        this.writer = new MailWriter(new MailTemplates(settings.templates()));
        this.links = links;
        this.clock = clock;
        this.tracing = tracing;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Uni<Answer> send(List<Claimed> together, Instant now) {
        Message message = together.getFirst().message();
        Leg leg = tracing.begin("mail", SpanKind.CLIENT, message.traceparent())
                .with("ordertrail.event", message.about().type())
                .with("ordertrail.message", message.id());
        return mailer.send(mail(together))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(_ -> Answer.of(Verdict.TAKEN, 250, "", took(now)))
                .invoke(leg::end)
                .onFailure()
                .invoke(failure -> leg.failed(failure.toString()))
                .onFailure()
                .recoverWithItem(failure -> SmtpWords.of(failure, took(now)));
    }

    private Mail mail(List<Claimed> together) {
        Claimed first = together.getFirst();
        Optional<String> link = links.link(first);
        MailWriter.Written written = writer.write(
                together.stream().map(Claimed::message).toList(),
                new MailWriter.About(language(first), first.subscription().description(), link));
        Mail mail = Mail.withText(first.address(), written.subject(), written.text())
                .setHtml(written.html())
                // The same over all attempts, so that a mailbox can drop a repeat.
                .addHeader("Message-ID", "<" + first.message().id() + "." + first.id() + "@ordertrail>")
                .addHeader("Auto-Submitted", "auto-generated");
        link.ifPresent(url -> mail.addHeader("List-Unsubscribe", "<" + url + ">")
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        return mail;
    }

    /** The order's, if it has one; else the subscription's. */
    private static String language(Claimed claimed) {
        Message message = claimed.message();
        Contact contact = message.contact();
        String ofOrder = contact == null ? null : contact.language();
        return ofOrder != null && SubscriptionRules.isLanguage(ofOrder)
                ? ofOrder
                : claimed.subscription().language();
    }

    private Duration took(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
