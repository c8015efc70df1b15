package io.ordertrail.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertrail.domain.Money;
import io.ordertrail.domain.OrderId;
import io.ordertrail.domain.OrderStatus;
import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.PanelOrderId;
import io.ordertrail.domain.Reference;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.StatusEvent.Charges;
import io.ordertrail.events.StatusEvent.Leftover;
import io.ordertrail.events.StatusEvent.Progress;
import io.ordertrail.events.StatusEvent.StatusChanged;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final EventCodec codec = new EventCodec();

    @Test
    void a_lifecycle_event_is_read_as_it_was_written() throws Exception {
        CloudEvent<StatusChanged> written = CloudEvent.of(Topics.STATUS, "status-poller", partialOrder());

        CloudEvent<? extends Event> read = codec.read(codec.headers(written), codec.data(written.data()));

        assertThat(read).isEqualTo(written);
        assertThat(read.id()).isEqualTo("orders.status/4711/3");
    }

    @Test
    void the_headers_are_those_of_cloudevents_in_binary_mode() {
        Map<String, String> headers = codec.headers(
                CloudEvent.of(Topics.STATUS, "status-poller", partialOrder()).tracedBy("00-a-b-01"));

        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "orders.status/4711/3")
                .containsEntry("ce_type", "order.status-changed")
                .containsEntry("ce_source", "/ordertrail/status-poller")
                .containsEntry("ce_subject", "4711")
                .containsEntry("ce_partitionkey", "4711")
                .containsEntry("ce_sequence", "3")
                .containsEntry("ce_time", "2026-11-20T12:00:00Z")
                .containsEntry("ce_traceparent", "00-a-b-01")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void ids_are_numbers_and_texts_and_money_is_text_in_json() {
        assertThat(new String(codec.data(partialOrder()), UTF_8))
                .contains("\"id\":4711", "\"panelOrderId\":\"23501\"", "\"amount\":\"0.27819\"")
                .doesNotContain("null");
    }

    @Test
    void a_shop_may_send_the_structured_mode() throws Exception {
        String event = """
                {"specversion":"1.0","id":"1","source":"acme","type":"order.cancel","data":{"reference":"A-1"}}""";

        CloudEvent<? extends Event> read = codec.read(
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"), event.getBytes(UTF_8));

        assertThat(read.data()).isEqualTo(new ShopRequest.CancelOrder(new Reference("A-1")));
        assertThat(read.source()).isEqualTo("acme");
    }

    @Test
    void parameters_may_be_texts_numbers_and_lists_of_texts() throws Exception {
        PlaceOrder order = place("""
                {"reference":"A-1","panel":"smmnew","content":{"service":2,"link":"https://example.org/p",
                 "parameters":{"comments":["Nice","Great"],"answer_number":7}}}""");

        assertThat(order.content().parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("comments", "Nice\nGreat", "answer_number", "7"));
        assertThat(order.content().totalQuantity("Custom Comments")).hasValue(2);
        assertThat(order.content().totalQuantity("Custom Comments Package")).isEmpty();
        assertThat(order.content().service()).isEqualTo(new ServiceId("2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"reference":"A-1","content":{"service":"1"}}                                     | panel is missing
            {"reference":"A-1","panel":"smmnew","content":{}}                                 | content.service is missing
            {"reference":"A-1","panel":"smmnew","content":{"service":"1","quantitty":1}}      | no field 'content.quantitty'
            {"reference":"A-1","panel":"smmnew","content":{"service":"1","quantity":"many"}}  | content.quantity
            {"reference":"A-1","panel":"smmnew","content":{"service":"1","quantity":100.7}}   | content.quantity: must be a whole number, but is 100.7
            {"reference":"A-1","panel":"smmnew","content":{"service":"1","dripFeed":{"runs":1.5,"interval":5}}} | content.dripFeed.runs: must be a whole number
            {"reference":" ","panel":"smmnew","content":{"service":"1"}}                      | reference must have 1 to 200 characters
            {"reference":"A-1","panel":"SMM New","content":{"service":"1"}}                   | panel must be 1 to 40 lower-case letters
            {"reference":"A-1","panel":"smmnew","content":{"service":"1","dripFeed":{"runs":0,"interval":5}}} | runs must be at least 1
            {"reference":"A-1","panel":"smmnew","content":{"service":"1","parameters":{"a":{}}}} | parameter 'a' must be a text
            {"reference":"A-1"                                                                | no JSON
            []                                                                                | must be a JSON object
            """)
    void what_is_wrong_with_an_order_is_reported_by_field(String data, String complaint) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> place(data))
                .withMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "100.0", "1e2", "100.00e0", "\"100\""})
    void a_whole_number_is_read_however_it_is_written(String number) throws Exception {
        PlaceOrder order = place("""
                {"reference":"A-1","panel":"smmnew","content":{"service":"1","quantity":%s}}""".formatted(number));

        assertThat(order.content().quantity()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-5e-12345678901", "1e2147483647"})
    void a_number_that_is_none_of_javas_is_refused_like_any_other(String number) {
        String data = """
                {"reference":"A-1","panel":"promosmm","content":{"service":"1","link":"x","quantity":%s}}""".formatted(number);

        assertUnreadable(data);
    }

    @Test
    void what_is_longer_than_any_reader_reads_is_refused_like_any_other() {
        String digits = "9".repeat(5000);

        assertUnreadable("{\"reference\":%s}".formatted(digits));
        assertUnreadable("{\"reference\":1.%s}".formatted(digits));
        assertUnreadable("{\"a\":".repeat(5000));
        assertUnreadable("{\"%s\":1}".formatted("a".repeat(60_000)));
    }

    @Test
    void a_record_however_spoilt_is_read_or_refused_and_nothing_else() {
        String data = """
                {"reference":"A-1","panel":"promosmm","content":{"service":"1","link":"https://example.org/p?ü","quantity":100,
                "parameters":{"comments":["a","b"],"rate":12.5}}}""";
        byte[] bytes = data.getBytes(UTF_8);
        byte[] noise = "0123456789e.-+{}[]\",:\\ntx".getBytes(UTF_8);
        SplittableRandom random = new SplittableRandom(17);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] spoilt = bytes.clone();
            for (int place = random.nextInt(1, 4); place > 0; place--) {
                spoilt[random.nextInt(spoilt.length)] = noise[random.nextInt(noise.length)];
            }
            try {
                codec.read(
                        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "acme", "ce_type", "order.place"),
                        spoilt);
            } catch (UnreadableEventException e) {
                assertThat(e).hasMessageNotContaining("Exception");
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 4_999);
    }

    private void assertUnreadable(String data) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(
                        Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "acme", "ce_type", "order.place"),
                        data.getBytes(UTF_8)));
    }

    @Test
    void headers_that_make_no_cloudevent_are_refused_by_name() {
        Map<String, String> headers = new HashMap<>(shopHeaders("order.place"));
        headers.remove("ce_source");

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(headers, "{}".getBytes(UTF_8)))
                .withMessageContaining("ce_source is missing");
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(shopHeaders("order.plaice"), "{}".getBytes(UTF_8)))
                .withMessageContaining("order.plaice");
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(shopHeaders("order.place"), null))
                .withMessageContaining("no value");
    }

    @Test
    void a_newer_service_may_say_more() throws Exception {
        String data = new String(codec.data(partialOrder()), UTF_8).replaceFirst("\\{", "{\"mood\":\"good\",");

        CloudEvent<? extends Event> read = codec.read(shopHeaders("order.status-changed"), data.getBytes(UTF_8));

        assertThat(read.data()).isEqualTo(partialOrder());
    }

    @Test
    void every_type_has_a_name_of_its_own() {
        assertThat(EventTypes.names()).hasSizeGreaterThan(35).doesNotHaveDuplicates();
        assertThat(EventTypes.names()).allMatch(name -> EventTypes.find(name).isPresent());
    }

    private PlaceOrder place(String data) throws UnreadableEventException {
        return (PlaceOrder)
                codec.read(shopHeaders("order.place"), data.getBytes(UTF_8)).data();
    }

    private static Map<String, String> shopHeaders(String type) {
        return Map.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "acme", "ce_type", type);
    }

    private static StatusChanged partialOrder() {
        OrderRef order = new OrderRef(
                new OrderId(4711),
                new ShopId("acme"),
                new Reference("A-1"),
                new PanelName("smmnew"),
                new PanelOrderId("23501"),
                new ServiceId("1"),
                List.of("vip"),
                null);
        Money charge = Money.of("0.27819", "USD");
        return new StatusChanged(
                order,
                3,
                NOON,
                OrderStatus.PARTIAL,
                OrderStatus.IN_PROGRESS,
                "Partial",
                new Progress(3572L, 157L, charge, NOON),
                new Charges(charge, charge, charge),
                new Leftover(charge, charge),
                null);
    }
}
