package io.ordertrail.panel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.domain.OrderContent;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.panel.Outcome;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.RefillAnswer;
import io.ordertrail.panel.SendWindow;
import io.ordertrail.panel.Ticket;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A claim that is old is never sent: another replica may have proven by then that the panel does not have the order. */
class OldClaimsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<PanelOrderId> IDS = List.of(new PanelOrderId("1"), new PanelOrderId("2"));

    private final AtomicLong nanos = new AtomicLong();
    private final SendWindow window = SendWindow.open(Duration.ofSeconds(15), InstantSource.system(), nanos::get);
    private final ScriptedPanel panel = new ScriptedPanel("promosmm");

    @AfterEach
    void close() {
        panel.close();
    }

    @Test
    void no_call_that_changes_something_is_sent_on_an_old_claim() {
        panel.answers("{\"order\":1}");
        pass();
        Panel client = panel.client();

        assertThat(await(add(client))).isInstanceOf(Outcome.NotSent.class);
        assertThat(await(client.cancel(IDS, window))).isInstanceOf(Outcome.Answered.class);
        assertThat(await(client.refill(IDS, window)))
                .isInstanceOfSatisfying(
                        Outcome.Answered.class,
                        answered -> assertThat((Map<?, ?>) answered.value())
                                .allSatisfy(
                                        (id, answer) -> assertThat(answer).isNotInstanceOf(RefillAnswer.Taken.class)));
        assertThat(panel.requests()).isEmpty();
    }

    @Test
    void a_ticket_is_not_sent_on_an_old_claim() {
        try (ScriptedPanel desk = new ScriptedPanel("smmgulf")) {
            desk.answers("{\"ticket\":1}");
            pass();

            assertThat(await(desk.client().createTicket(new Ticket("a", "b", Ticket.Priority.NORMAL), window)))
                    .isInstanceOf(Outcome.NotSent.class);
            assertThat(desk.requests()).isEmpty();
        }
    }

    @Test
    void a_claim_that_grows_old_while_it_waits_for_a_connection_is_not_sent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(ScriptedPanel.CONNECTIONS);
        CountDownLatch release = new CountDownLatch(1);
        panel.does(_ -> {
            arrived.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Panel client = panel.client();
        List<CompletableFuture<?>> all = IntStream.range(0, ScriptedPanel.CONNECTIONS)
                .<CompletableFuture<?>>mapToObj(
                        _ -> client.add(content(), "Default", TestWindow.open()).subscribeAsCompletionStage())
                .toList();
        assertThat(arrived.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<?> late = add(client).subscribeAsCompletionStage();
        pass();
        release.countDown();

        assertThat(late).succeedsWithin(LONG).isInstanceOf(Outcome.NotSent.class);
        assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                .succeedsWithin(LONG);
        assertThat(panel.requests()).hasSize(ScriptedPanel.CONNECTIONS);
    }

    @Test
    void single_calls_in_place_of_one_for_many_stop_when_the_claim_grows_old() {
        panel.does(socket -> {
            pass();
            ScriptedPanel.write(
                    socket,
                    "HTTP/1.1 200 X\r\nContent-Length: 14\r\nConnection: close\r\n\r\n",
                    "{\"refill\":\"1\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });

        await(panel.client().refill(IDS, window));

        assertThat(panel.requests()).hasSize(1);
    }

    private Uni<? extends Outcome<?>> add(Panel client) {
        return client.add(content(), "Default", window);
    }

    private static OrderContent content() {
        return OrderContent.of(new ServiceId("1"), "https://example.org/p", 100);
    }

    private void pass() {
        nanos.addAndGet(Duration.ofSeconds(16).toNanos());
    }

    private static <T> T await(Uni<T> call) {
        return call.await().atMost(LONG);
    }
}
