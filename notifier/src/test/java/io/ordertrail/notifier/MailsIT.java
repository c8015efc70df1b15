package io.ordertrail.notifier;

import static io.ordertrail.notifier.Events.anOrder;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Mails over real SMTP. */
@QuarkusTest
class MailsIT extends Installation {

    private static final Pattern LINK = Pattern.compile("<https://notify\\.example(/v1/unsubscribe/[^>]+)>");

    @Inject
    Pool pool;

    @Test
    void a_digest_is_one_mail_for_many_events() throws Exception {
        String address = "digest@" + shop + ".example";
        String id = mail(address, Map.of("digest", "PT1M", "types", List.of("*")));
        String unused = pool.query("update subscription set digest_seconds = 3 where id = '" + id + "'")
                .execute()
                .chain(() -> pool.query("update subscription_revision set revision = revision + 1")
                        .execute())
                .map(Object::toString)
                .await()
                .atMost(Duration.ofMinutes(1));
        for (int i = 0; i < 50; i++) {
            publish(anOrder(shop, order + i).completed(1));
        }

        await().until(() -> deliveries(id, "delivered") == 50);
        List<MimeMessage> mails = MailServer.to(address);
        // On a slow machine the events take longer than a span of three seconds.
        assertThat(mails).hasSizeLessThan(10);
        MimeMessage largest =
                mails.stream().max(Comparator.comparing(MailsIT::size)).orElseThrow();
        assertThat(largest.getSubject()).matches("\\d+ notifications from Ordertrail");
        assertThat(text(largest)).contains("is complete");
    }

    @Test
    void an_address_that_its_server_refuses_for_good_is_not_written_to_again() {
        String id = mail("unknown@" + shop + ".example", Map.of());
        publish(anOrder(shop, order).completed(1));

        await().until(() -> !api.get("/v1/subscriptions/" + id).extract().<Boolean>path("enabled"));
        assertThat(api.get("/v1/subscriptions/" + id).extract().<String>path("disabledReason"))
                .contains("550", "no such user here");
        assertThat(deliveries(id, "dead")).isEqualTo(1);
    }

    @Test
    void a_refusal_for_now_is_tried_again() {
        String id = mail("busy@" + shop + ".example", Map.of());
        publish(anOrder(shop, order).completed(1));

        await().until(() -> this.<Integer>delivery(id, "attempts"), attempts -> attempts != null && attempts >= 2);
        assertThat(this.<Integer>delivery(id, "lastCode")).isEqualTo(451);
    }

    @Test
    void an_address_of_an_order_that_is_refused_is_remembered() {
        String address = "unknown." + order + "@mail.example";
        publish(anOrder(shop, order).withContact(address, null).completed(1));
        await().until(() ->
                api.get("/v1/subscriptions").extract().<List<?>>path("items").size() == 1);
        String id = api.get("/v1/subscriptions").extract().path("items[0].id");
        await().until(() -> deliveries(id, "dead") == 1);

        publish(anOrder(shop, order).withContact(address, null).partial(2));
        publish(anOrder(shop, order)
                .withContact("good@" + shop + ".example", null)
                .partial(3));
        await().until(() -> deliveries(id, "delivered") == 1);
        assertThat(deliveries(id, "dead")).isEqualTo(1);
        assertThat(api.get("/v1/subscriptions/" + id).extract().<Boolean>path("enabled"))
                .isTrue();
    }

    @Test
    void one_click_ends_the_mails_and_looking_does_not() throws Exception {
        String address = "reader@" + shop + ".example";
        String id = mail(address, Map.of());
        publish(anOrder(shop, order).completed(1));
        MimeMessage mail = await().until(() -> MailServer.to(address), all -> !all.isEmpty())
                .getFirst();
        assertThat(mail.getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
        Matcher link = LINK.matcher(mail.getHeader("List-Unsubscribe", null).replaceAll("\\s", ""));
        assertThat(link.find()).isTrue();

        given().get(link.group(1)).then().statusCode(200);
        assertThat(api.get("/v1/subscriptions/" + id).extract().<Boolean>path("enabled"))
                .isTrue();
        given().contentType("application/x-www-form-urlencoded")
                .body("List-Unsubscribe=One-Click")
                .post(link.group(1))
                .then()
                .statusCode(200);
        assertThat(api.get("/v1/subscriptions/" + id).extract().<String>path("disabledReason"))
                .isEqualTo("unsubscribed by its reader");
    }

    @Test
    void a_forged_link_ends_nothing() {
        given().post("/v1/unsubscribe/bm90aGluZw.bm90aGluZw").then().statusCode(404);
    }

    @Test
    void secrets_are_sealed_in_the_database() {
        String secret = subscribe("/sealed", Map.of()).path("signingSecret");
        byte[] raw = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        boolean plain = pool.preparedQuery("select count(*) from signing_key where position($1::bytea in sealed) > 0")
                .execute(Tuple.of(Buffer.buffer(raw)))
                .map(rows -> rows.iterator().next().getLong(0) > 0)
                .await()
                .atMost(Duration.ofMinutes(1));
        assertThat(plain).isFalse();
    }

    private static int size(MimeMessage mail) {
        try {
            return mail.getSize();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String mail(String address, Map<String, Object> more) {
        return subscribeTo(address, with("channel", "email", more)).path("id");
    }

    private static Map<String, Object> with(String name, Object value, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put(name, value);
        return all;
    }

    private static String text(MimeMessage mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
