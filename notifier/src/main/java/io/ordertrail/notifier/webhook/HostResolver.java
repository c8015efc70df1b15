package io.ordertrail.notifier.webhook;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Looks up host names; each call is a new lookup as far as the caller can see. */
interface HostResolver {

    /** The addresses of the host; fails with {@link java.net.UnknownHostException} if there is none. */
    Uni<List<InetAddress>> lookUp(String host);
}
