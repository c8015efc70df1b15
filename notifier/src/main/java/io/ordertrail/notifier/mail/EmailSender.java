package io.ordertrail.notifier.mail;

import io.opentelemetry.api.trace.SpanKind;
import io.ordertrail.events.Contact;
import io.ordertrail.kit.tracing.TraceSpan;
import io.ordertrail.kit.tracing.Tracing;
import io.ordertrail.notifier.delivery.AttemptResult;
import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.ordertrail.notifier.delivery.ChannelSender;
import io.ordertrail.notifier.delivery.ClaimedDelivery;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.subscription.Channel;
import io.ordertrail.notifier.subscription.SubscriptionValidator;
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
class EmailSender implements ChannelSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(25);

    private final ReactiveMailer mailer;
    private final MailRenderer writer;
    private final UnsubscribeLinks links;
    private final InstantSource clock;
    private final Tracing tracing;

    EmailSender(
            ReactiveMailer mailer,
            MailSettings settings,
            UnsubscribeLinks links,
            InstantSource clock,
            Tracing tracing) {
        this.mailer = mailer;
        this.writer = new MailRenderer(new MailTemplates(settings.templates()));
        this.links = links;
        this.clock = clock;
        this.tracing = tracing;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Uni<AttemptResult> send(List<ClaimedDelivery> together, Instant now) {
        Message message = together.getFirst().message();
        TraceSpan leg = tracing.begin("mail", SpanKind.CLIENT, message.traceparent())
                .with("ordertrail.event", message.about().type())
                .with("ordertrail.message", message.id());
        return mailer.send(mail(together))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(_ -> AttemptResult.of(Verdict.TAKEN, 250, "", took(now)))
                .invoke(leg::end)
                .onFailure()
                .invoke(failure -> leg.failed(failure.toString()))
                .onFailure()
                .recoverWithItem(failure -> SmtpReplies.of(failure, took(now)));
    }

    private Mail mail(List<ClaimedDelivery> together) {
        ClaimedDelivery first = together.getFirst();
        Optional<String> link = links.link(first);
        MailRenderer.Written written = writer.write(
                together.stream().map(ClaimedDelivery::message).toList(),
                new MailRenderer.About(language(first), first.subscription().description(), link));
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
    private static String language(ClaimedDelivery claimed) {
        Message message = claimed.message();
        Contact contact = message.contact();
        String ofOrder = contact == null ? null : contact.language();
        return ofOrder != null && SubscriptionValidator.isLanguage(ofOrder)
                ? ofOrder
                : claimed.subscription().language();
    }

    private Duration took(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
