package io.ordertrail.local;

import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What Kafka and the mail catcher, which run inside the launcher, have to say goes to a file. */
final class LauncherLog {

    private LauncherLog() {}

    static void into(DataDirectory home) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %3$s %5$s%6$s%n");
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        try {
            FileHandler file =
                    new FileHandler(home.logs().resolve("launcher.log").toString(), true);
            file.setFormatter(new SimpleFormatter());
            root.addHandler(file);
            root.setLevel(Level.WARNING);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written to: %s".formatted(home.logs(), e.getMessage()), e);
        }
    }
}
