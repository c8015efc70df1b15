package io.ordertrail.notifier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A mail server of the tests' own, which keeps what it gets. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {

    private static final GreenMail SERVER = new GreenMail(setup());

    private static ServerSetup setup() {
        ServerSetup setup = new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP).dynamicPort();
        setup.setServerStartupTimeout(60_000); // two seconds may pass without a turn on a busy machine
        return setup;
    }

    @Override
    public Map<String, String> start() {
        SERVER.start();
        SmtpGate gate = new SmtpGate(SERVER.getSmtp().getPort());
        return Map.of("quarkus.mailer.host", "localhost", "quarkus.mailer.port", Integer.toString(gate.port()));
    }

    @Override
    public void stop() {
        SERVER.stop();
    }

    static List<MimeMessage> to(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(address))
                .toList();
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
