package io.ordertrail.intake.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.intake.order.OrderRowMapper;
import io.ordertrail.kit.web.Roles;
import io.ordertrail.panel.Panel;
import io.ordertrail.panel.http.Panels;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The panels, for operators. They are few, so the list has no pages. */
@Path("/v1/panels")
class PanelResource {

    private static final String SELECT = """
        select p.*, (select count(*) from service s where s.panel = p.panel and s.gone_at is null) as services,
               (select count(*) from orders o where o.panel = p.panel and o.state in ('RECEIVED', 'WAITING'))
                   as waiting,
               (select count(*) from doubt d where d.panel = p.panel and d.decision is null) as doubts
          from panel_state p
        """;

    private final Panels panels;
    private final Pool pool;

    PanelResource(Panels panels, Pool pool) {
        this.panels = panels;
        this.pool = pool;
    }

    /** A panel and what is known of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PanelView(
            String name,
            String dialect,
            long services,
            @Nullable Instant catalogueAt,
            @Nullable String balance,
            @Nullable Instant balanceAt,
            boolean balanceLow,
            long waitingOrders,
            long openDoubts) {}

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.READ_ONLY_OPERATOR})
    @Operation(summary = "Every panel with its balance, the age of its catalogue, and what waits for it.")
    public Uni<List<PanelView>> list() {
        return pool.query(SELECT).execute().map(rows -> {
            Map<String, Row> byName = new HashMap<>();
            rows.forEach(row -> byName.put(row.getString("panel"), row));
            return panels.all().stream()
                    .map(panel -> view(panel, byName.get(panel.name().value())))
                    .toList();
        });
    }

    private static PanelView view(Panel panel, @Nullable Row row) {
        String name = panel.name().value();
        String dialect = panel.dialect().name();
        if (row == null) {
            return new PanelView(name, dialect, 0, null, null, null, false, 0, 0);
        }
        String balance = row.getBigDecimal("balance") == null
                ? null
                : row.getBigDecimal("balance").toPlainString() + " " + row.getString("currency");
        return new PanelView(
                name,
                dialect,
                row.getLong("services"),
                OrderRowMapper.instant(row, "catalogue_at"),
                balance,
                OrderRowMapper.instant(row, "balance_at"),
                row.getBoolean("balance_low"),
                row.getLong("waiting"),
                row.getLong("doubts"));
    }
}
