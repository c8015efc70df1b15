package io.ordertrail.panel.http;

import io.ordertrail.panel.SendWindow;
import java.time.Duration;
import java.time.InstantSource;

/** Send windows for tests that are not about them. */
final class TestWindow {

    private TestWindow() {}

    /** Returns a window that stays open longer than any test lasts. */
    static SendWindow open() {
        return SendWindow.open(Duration.ofDays(1), InstantSource.system());
    }
}
