package io.ordertrail.notifier.mail;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How mails look, and where their links lead. The mail server is Quarkus' own ({@code quarkus.mailer.*}). */
@ConfigMapping(prefix = "ordertrail.notifier.mail")
interface MailSettings {

    /** A directory with templates that go before the built-in ones, by the same names. */
    Optional<Path> templates();

    /** Where this service is reached from outside, for the links to unsubscribe; without it mails have none. */
    Optional<URI> publicUrl();
}
