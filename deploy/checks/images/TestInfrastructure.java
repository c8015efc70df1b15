import io.ordertrail.testsupport.EmbeddedKafka;
import io.ordertrail.testsupport.EmbeddedPostgres;
import io.ordertrail.events.Topics;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL and Kafka for the images to talk to, on the ports that kubernetes/kustomization.yaml names. */
class TestInfrastructure {

    public static void main(String[] arguments) throws InterruptedException {
        Path data = Path.of(arguments[0]);
        EmbeddedPostgres postgres = EmbeddedPostgres.at(data.resolve("postgres"), 15432);
        List.of("intake", "poller", "refill", "notifier").forEach(postgres::createDatabase);
        EmbeddedKafka kafka = EmbeddedKafka.at(data.resolve("kafka"), 19092);
        kafka.createTopics(Topics.all(), 3);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            kafka.close();
            postgres.close();
        }));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
