package io.ordertrail.notifier.mail;

import io.ordertrail.notifier.delivery.AttemptResult;
import io.ordertrail.notifier.delivery.AttemptResult.Verdict;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a mail server's refusal means. */
final class SmtpReplies {

    /** RFC 3463: 5.1.x is a bad address, 5.2.1 a mailbox that is closed. */
    private static final Pattern NO_SUCH_MAILBOX = Pattern.compile("5\\.(1\\.\\d+|2\\.1)");

    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");

    private SmtpReplies() {}

    static AttemptResult of(Throwable failure, Duration took) {
        return failure instanceof SMTPException smtp && smtp.getReplyCode() > 0
                ? AttemptResult.of(verdict(smtp.getReplyCode(), words(smtp)), smtp.getReplyCode(), words(smtp), took)
                : AttemptResult.none(Verdict.FAILED, "the mail server could not be reached", took);
    }

    /** A refusal for good is of this address, if the server says so or says nothing else. */
    static Verdict verdict(int code, String words) {
        if (code < 500) {
            return Verdict.FAILED;
        }
        var enhanced = ENHANCED.matcher(words);
        if (enhanced.find()) {
            return NO_SUCH_MAILBOX.matcher(enhanced.group()).matches() ? Verdict.GONE : Verdict.UNDELIVERABLE;
        }
        return code == 550 || code == 551 || code == 553 ? Verdict.GONE : Verdict.UNDELIVERABLE;
    }

    private static String words(SMTPException smtp) {
        String words = smtp.getReplyMessages() == null ? "" : String.join(" ", smtp.getReplyMessages());
        return words.length() > 1024 ? words.substring(0, 1024) : words;
    }
}
