package io.ordertrail.notifier.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventJson;
import io.ordertrail.events.EventTypes;
import io.ordertrail.events.LifecycleEvent;
import io.ordertrail.notifier.mail.MailContent.Fact;
import io.ordertrail.notifier.message.Message;
import io.ordertrail.notifier.message.MessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes mails of messages: one of one, or a digest of many. Thread-safe. */
final class MailRenderer {

    private static final int LISTED_AT_MOST = 200;

    private final ObjectMapper json = EventJson.mapper();
    private final MailTemplates templates;

    MailRenderer(MailTemplates templates) {
        this.templates = templates;
    }

    /** A mail, laid out twice. */
    record Written(String subject, String html, String text) {}

    /** What a mail needs to know beside its messages. */
    record About(String language, String description, Optional<String> unsubscribe) {}

    Written write(List<Message> messages, About about) {
        MailContent letter = messages.size() == 1
                ? letter(messages.getFirst(), about.language())
                : digest(messages, about.language());
        return new Written(letter.subject(), layOut(letter, "html", about), layOut(letter, "txt", about));
    }

    private MailContent letter(Message message, String language) {
        if (message.about().type().equals(MessageFactory.TEST)) {
            return render(MailTemplateName.TEST, language, Map.of("time", message.occurredAt()));
        }
        Event event = event(message);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("event", event);
        model.put("type", event.type());
        model.put("time", message.occurredAt());
        if (event instanceof LifecycleEvent lifecycle) {
            model.put("order", lifecycle.order());
        }
        return render(MailTemplateName.of(event), language, model);
    }

    /** How many of which kind, and the subject of each in its order. */
    private MailContent digest(List<Message> messages, String language) {
        List<MailContent> letters =
                messages.stream().map(message -> letter(message, language)).toList();
        MailContent frame = render(
                MailTemplateName.DIGEST,
                language,
                Map.of(
                        "count", messages.size(),
                        "listed", Math.min(messages.size(), LISTED_AT_MOST),
                        "from", messages.getFirst().occurredAt(),
                        "to", messages.getLast().occurredAt()));
        List<Fact> facts = new ArrayList<>(frame.facts());
        for (int i = 0; i < Math.min(letters.size(), LISTED_AT_MOST); i++) {
            facts.add(new Fact(time(messages.get(i)), letters.get(i).subject()));
        }
        return new MailContent(frame.subject(), frame.paragraphs(), facts);
    }

    private MailContent render(MailTemplateName kind, String language, Map<String, Object> model) {
        return MailContent.parse(
                kind.template(), templates.letter(kind, language).render(model));
    }

    private String layOut(MailContent letter, String ending, About about) {
        return templates
                .layout(ending, about.language())
                .data("letter", letter)
                .data("language", about.language())
                .data("description", about.description())
                .data("unsubscribe", about.unsubscribe().orElse(""))
                .render();
    }

    private Event event(Message message) {
        try {
            JsonNode data = json.readTree(message.body()).path("data");
            Class<? extends Event> type = EventTypes.find(message.about().type())
                    .orElseThrow(() -> new IllegalStateException(
                            message.id() + " is of the type " + message.about().type() + ", which is none of ours"));
            return json.treeToValue(data, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the body of " + message.id(), e);
        }
    }

    private static String time(Message message) {
        return message.occurredAt().toString().substring(0, 16).replace('T', ' ') + " UTC";
    }
}
