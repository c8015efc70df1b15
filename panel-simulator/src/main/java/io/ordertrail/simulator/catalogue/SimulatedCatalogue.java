package io.ordertrail.simulator.catalogue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a panel sells at the moment. Immutable. */
public final class SimulatedCatalogue {

    private final Map<Integer, SimulatedService> services;

    private SimulatedCatalogue(Map<Integer, SimulatedService> services) {
        this.services = services;
    }

    /** Returns a catalogue of these services. */
    public static SimulatedCatalogue of(Collection<SimulatedService> services) {
        Map<Integer, SimulatedService> byId = new TreeMap<>();
        services.forEach(service -> byId.put(service.id(), service));
        return new SimulatedCatalogue(byId);
    }

    /**
     * Returns the default catalogue: one service of every type, and several of the type Default with different
     * combinations of refill, cancel and drip-feed.
     *
     * @param firstId the id of the first of them; the others follow in the order of the module's README
     * @param factor by which the default rates are multiplied
     */
    public static SimulatedCatalogue usual(int firstId, BigDecimal factor) {
        List<SimulatedService> services = DefaultCatalogue.ALL.stream()
                .map(service -> DefaultCatalogue.placed(service, firstId, factor))
                .toList();
        return of(services);
    }

    /** Returns a service; empty if the panel does not sell it. */
    public Optional<SimulatedService> find(String id) {
        return id.matches("\\d{1,9}") ? Optional.ofNullable(services.get(Integer.valueOf(id))) : Optional.empty();
    }

    /** Returns all services by id. */
    public Collection<SimulatedService> all() {
        return Collections.unmodifiableCollection(services.values());
    }

    /** Returns a copy without one of them. */
    public SimulatedCatalogue without(int id) {
        return of(
                services.values().stream().filter(service -> service.id() != id).toList());
    }

    /** Returns a copy with this one, in place of the one with its id. */
    public SimulatedCatalogue with(SimulatedService service) {
        Map<Integer, SimulatedService> changed = new TreeMap<>(services);
        changed.put(service.id(), service);
        return new SimulatedCatalogue(changed);
    }

    /** Returns a copy with one of them changed, if it is there. */
    public SimulatedCatalogue changed(int id, UnaryOperator<SimulatedService> change) {
        SimulatedService service = services.get(id);
        return service == null ? this : with(change.apply(service));
    }
}
