package io.ordertrail.local;

import io.ordertrail.domain.ShopId;
import io.ordertrail.events.CloudEvent;
import io.ordertrail.events.Event;
import io.ordertrail.events.EventCodec;
import io.ordertrail.events.ShopRequest.PlaceOrder;
import io.ordertrail.events.UnreadableEventException;
import io.ordertrail.local.progress.ExpectedOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders to feed: one JSON object a line, the data of {@code order.place}. Empty lines and lines with # are skipped. */
record OrderFile(List<Line> lines) {

    /** The shop that they come from. */
    static final ShopId SHOP = new ShopId("sample-shop");

    /** Panels at which a dropped order still looks finished; only a shop that counts can see the drop. */
    private static final Set<String> HIDE_DROPS = Set.of("promosmm", "smmnova");

    private static final EventCodec CODEC = new EventCodec();

    /** One order, as it was written. */
    record Line(int number, String json, PlaceOrder order) {

        /** The headers of its CloudEvent; its id is the reference, so that a repeat is recognised. */
        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("ce_specversion", "1.0");
            headers.put("ce_id", "place/" + order.reference());
            headers.put("ce_type", order.type());
            headers.put("ce_source", SHOP.value());
            headers.put("content-type", "application/json");
            return headers;
        }
    }

    /** @throws LauncherException if a line is no order, with its number and what is wrong */
    static OrderFile read(Path file) {
        try {
            List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                String line = all.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    lines.add(new Line(i + 1, line, parse(file, i + 1, line)));
                }
            }
            return new OrderFile(List.copyOf(lines));
        } catch (IOException e) {
            throw new LauncherException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** What must become of them; the marks in the links are the simulator's. */
    List<ExpectedOrder> expected() {
        return lines.stream()
                .map(Line::order)
                .map(order -> new ExpectedOrder(order.reference(), willShowDrop(order)))
                .toList();
    }

    private static boolean willShowDrop(PlaceOrder order) {
        String link = order.content().link();
        return link != null
                && (link.contains("sim=drop") || link.contains("sim=rejectonce"))
                && !HIDE_DROPS.contains(order.panel().value());
    }

    private static PlaceOrder parse(Path file, int number, String line) {
        Map<String, String> headers =
                Map.of("ce_specversion", "1.0", "ce_id", "line", "ce_source", SHOP.value(), "ce_type", "order.place");
        try {
            CloudEvent<? extends Event> event = CODEC.read(headers, line.getBytes(StandardCharsets.UTF_8));
            return (PlaceOrder) event.data();
        } catch (UnreadableEventException e) {
            throw new LauncherException("%s, line %d: %s".formatted(file, number, e.getMessage()), e);
        }
    }
}
