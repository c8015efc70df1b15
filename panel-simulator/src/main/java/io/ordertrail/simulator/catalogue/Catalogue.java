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
public final class Catalogue {

    private final Map<Integer, Service> services;

    private Catalogue(Map<Integer, Service> services) {
        this.services = services;
    }

    /** Of these services. */
    public static Catalogue of(Collection<Service> services) {
        Map<Integer, Service> byId = new TreeMap<>();
        services.forEach(service -> byId.put(service.id(), service));
        return new Catalogue(byId);
    }

    /**
     * One service of every type, and of the type Default one for every mixture of refill, cancel and drip-feed.
     *
     * @param firstId the id of the first of them; the others follow in the order of the module's README
     * @param factor what the usual rates are multiplied with
     */
    public static Catalogue usual(int firstId, BigDecimal factor) {
        List<Service> services = UsualServices.ALL.stream()
                .map(service -> UsualServices.placed(service, firstId, factor))
                .toList();
        return of(services);
    }

    /** Empty if the panel does not sell it. */
    public Optional<Service> find(String id) {
        return id.matches("\\d{1,9}") ? Optional.ofNullable(services.get(Integer.valueOf(id))) : Optional.empty();
    }

    /** By id. */
    public Collection<Service> all() {
        return Collections.unmodifiableCollection(services.values());
    }

    /** Without one of them. */
    public Catalogue without(int id) {
        return of(
                services.values().stream().filter(service -> service.id() != id).toList());
    }

    /** With this one, in place of the one with its id. */
    public Catalogue with(Service service) {
        Map<Integer, Service> changed = new TreeMap<>(services);
        changed.put(service.id(), service);
        return new Catalogue(changed);
    }

    /** With one of them changed; nothing happens if it is not there. */
    public Catalogue changed(int id, UnaryOperator<Service> change) {
        Service service = services.get(id);
        return service == null ? this : with(change.apply(service));
    }
}
