package io.ordertrail.notifier.access;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {

    private @Nullable Caller caller;

    /** Who asks. */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("a resource under /v1 was reached without a key");
        }
        return caller;
    }

    void set(Caller authenticated) {
        this.caller = authenticated;
    }
}
