package io.ordertrail.simulator.http;

import io.ordertrail.simulator.fault.Fault;
import io.ordertrail.simulator.fault.FaultKind;
import io.ordertrail.simulator.fault.Faults;
import io.ordertrail.simulator.panel.ActionForm;
import io.ordertrail.simulator.panel.ActionResponse;
import io.ordertrail.simulator.panel.SimulatedPanel;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP endpoint of a panel: checks the rate limit, injects a fault if there is one, and calls the panel. */
public final class PanelEndpoint implements Handler<HttpServerRequest> {

    private static final System.Logger LOG = System.getLogger(PanelEndpoint.class.getName());
    private static final int LONGEST_ACTION = 20;

    private final SimulatedPanel panel;
    private final Faults faults;
    private final Stats stats;
    private final RateLimit calls;
    private final RateLimit services;

    /** @param wall the clock of the rate limits */
    public PanelEndpoint(SimulatedPanel panel, Faults faults, Stats stats, InstantSource wall) {
        this.panel = panel;
        this.faults = faults;
        this.stats = stats;
        calls = new RateLimit(panel.settings().callsPerMinute(), Duration.ofMinutes(1), wall);
        services = new RateLimit(panel.settings().servicesPerHour(), Duration.ofHours(1), wall);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            AnswerSender.send(request, ActionResponse.error(405, "Incorrect request"));
            return;
        }
        request.body()
                .onSuccess(body -> answer(request, body))
                .onFailure(lost -> LOG.log(System.Logger.Level.DEBUG, "a caller left before its request was read"));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        try {
            ActionForm form = ActionForm.of(body.toString());
            String action = countable(form.action());
            int wait = Math.max(calls.take(), action.equals("services") ? services.take() : 0);
            if (wait > 0) {
                stats.count(panel.settings().name(), action, "rate-limit");
                AnswerSender.send(request, panel.rateLimited(wait));
                return;
            }
            answer(request, form, action);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "panel " + panel.settings().name() + " failed", e);
            AnswerSender.send(request, ActionResponse.error(500, "Internal error"));
        }
    }

    private void answer(HttpServerRequest request, ActionForm form, String action) {
        String name = panel.settings().name();
        Optional<String> link = Optional.of(form.link()).filter(text -> !text.isEmpty());
        Optional<Fault> fault = faults.next(name, action, link);
        stats.count(name, action, fault.map(found -> found.kind().title()).orElse(""));
        if (fault.isEmpty()) {
            AnswerSender.send(request, panel.answer(form));
            return;
        }
        Fault found = fault.get();
        AnswerSender.later(
                found.kind() == FaultKind.LATE ? found.millis() : 0,
                () -> AnswerSender.sendFaulty(request, answerUnder(form, action, link.orElse(null), found), found));
    }

    /** Executes the call or not, and records the fault in the ledger before the caller sees an answer. */
    private ActionResponse answerUnder(ActionForm form, String action, @Nullable String link, Fault fault) {
        ActionResponse answer = fault.done() ? panel.answer(form) : ActionResponse.error(200, fault.refusal());
        String about = form.orders().isEmpty() ? null : form.orders();
        String order = answer.order() == null ? about : answer.order();
        panel.recordFault(action, fault.kind().title(), fault.done(), order, link);
        return answer;
    }

    /**
     * The caller chooses the text of the action: unknown ones are counted as one, so that the statistics stay small.
     */
    private static String countable(String action) {
        return action.matches("[a-zA-Z_]{1," + LONGEST_ACTION + "}") ? action : "unknown";
    }
}
