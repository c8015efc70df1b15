package io.ordertrail.benchmarks.soak;

import io.ordertrail.testsupport.FreePort;
import io.ordertrail.testsupport.proxy.TcpProxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The links of one replica to PostgreSQL, Kafka and each panel. Each can be disturbed alone. */
final class ReplicaLinks implements AutoCloseable {

    private final TcpProxy postgres;
    private final TcpProxy kafka;
    private final int kafkaListener = FreePort.find();
    private final Map<String, TcpProxy> panels = new LinkedHashMap<>();

    /** @param panelPorts the port of each panel */
    ReplicaLinks(int postgresPort, Map<String, Integer> panelPorts) {
        postgres = TcpProxy.toPostgres(postgresPort);
        kafka = TcpProxy.to(kafkaListener);
        panelPorts.forEach((panel, port) -> panels.put(panel, TcpProxy.to(port)));
    }

    TcpProxy postgres() {
        return postgres;
    }

    TcpProxy kafka() {
        return kafka;
    }

    /** Returns the port that the broker listens on for this replica, naming {@link #kafka} as its address. */
    int kafkaListener() {
        return kafkaListener;
    }

    TcpProxy panel(String name) {
        TcpProxy panel = panels.get(name);
        if (panel == null) {
            throw new IllegalArgumentException("no panel " + name);
        }
        return panel;
    }

    Collection<TcpProxy> panels() {
        return panels.values();
    }

    @Override
    public void close() {
        postgres.close();
        kafka.close();
        panels.values().forEach(TcpProxy::close);
    }
}
