package io.ordertrail.notifier.webhook;

import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A resolver whose names answer otherwise each time, as an attacker's do. */
@Mock
@ApplicationScoped
public class ChangingHostResolver implements HostResolver {

    private final Map<String, Deque<List<String>>> answers = new ConcurrentHashMap<>();

    /** The next answers for that name; the last one stays. */
    public void answer(String host, List<List<String>> inTurn) {
        answers.put(host, new ArrayDeque<>(inTurn));
    }

    @Override
    public synchronized Uni<List<InetAddress>> lookUp(String host) {
        Deque<List<String>> left = answers.get(host);
        if (left == null) {
            return Uni.createFrom().failure(new UnknownHostException(host));
        }
        List<String> answer = left.size() > 1 ? left.removeFirst() : left.getFirst();
        return Uni.createFrom().item(answer.stream().map(InetAddress::ofLiteral).toList());
    }

    /** Whether all but the last answer was asked for. */
    public boolean isUsedUp(String host) {
        return answers.getOrDefault(host, new ArrayDeque<>(Arrays.asList(List.of(), List.of())))
                        .size()
                <= 1;
    }
}
