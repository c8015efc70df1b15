package io.ordertrail.local;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes every mail that is sent to it, and counts; over restarts too. Used by one thread. */
final class MailCatcher implements AutoCloseable {

    private final GreenMail server;
    private final Path counted;
    private final int before;
    private int written;

    private MailCatcher(GreenMail server, Path counted, int before) {
        this.server = server;
        this.counted = counted;
        this.before = before;
        this.written = before;
    }

    /** The count of earlier runs is in that file. */
    static MailCatcher start(int port, Path counted) {
        GreenMail server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new MailCatcher(server, counted, read(counted));
    }

    int count() {
        int count = before + server.getReceivedMessages().length;
        if (count != written) {
            write(count);
        }
        return count;
    }

    @Override
    public void close() {
        count();
        server.stop();
    }

    private void write(int count) {
        try {
            Files.writeString(counted, Integer.toString(count));
            written = count;
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(counted, e.getMessage()), e);
        }
    }

    private static int read(Path counted) {
        try {
            return Files.exists(counted)
                    ? Integer.parseInt(Files.readString(counted).strip())
                    : 0;
        } catch (IOException | NumberFormatException e) {
            throw new LauncherException("%s cannot be read: %s".formatted(counted, e.getMessage()), e);
        }
    }
}
