package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.lifecycle.DropForm;
import io.ordertrail.simulator.lifecycle.ScenarioMix;
import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * One panel.
 *
 * @param name its place in the URL: {@code /<name>/api/v2}
 * @param key of its only account
 * @param port a port of its own beside the common one; 0 for any free one, -1 none
 * @param refusesActiveLinks whether a second order for a link and service is refused while the first one runs
 * @param textIds whether its ids are texts instead of numbers
 * @param answersForOthers whether {@code status} answers for other customers' orders too
 * @param othersBetween how many orders other customers buy at most between two of this account
 * @param callsPerMinute 0 for any number
 * @param chargeForm what an order's charge is once money was given back for it
 * @param remainsForm how {@code remains} follows the delivery
 * @param servicesPerHour how often {@code services} may be called; 0 for any number
 */
public record PanelSettings(
        String name,
        SimulatedDialect dialect,
        String key,
        BigDecimal balance,
        String currency,
        int port,
        ScenarioMix fates,
        DropForm dropForm,
        boolean refusesActiveLinks,
        boolean textIds,
        boolean answersForOthers,
        int othersBetween,
        int callsPerMinute,
        RateLimitForm rateLimitForm,
        int servicesPerHour,
        ManyIds manyIds,
        ChargeForm chargeForm,
        RemainsForm remainsForm) {

    private static final BigDecimal PLENTY = new BigDecimal("100000");

    /** A name that does not fit a URL and a negative limit are refused. */
    public PanelSettings {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("name of a panel must be [a-z][a-z0-9-]*, but was '" + name + "'");
        }
        if (othersBetween < 0 || callsPerMinute < 0 || servicesPerHour < 0 || port < -1) {
            throw new IllegalArgumentException("limits of panel " + name + " must not be negative");
        }
    }

    /** Returns a panel's default settings: key {@code <name>-key}, 100,000 USD, no limits, and a port of its own. */
    public static PanelSettings of(SimulatedDialect dialect) {
        String name = dialect.panel();
        return new PanelSettings(
                name,
                dialect,
                name + "-key",
                PLENTY,
                "USD",
                0,
                ScenarioMix.usual(),
                dialect.dropForm(),
                true,
                false,
                false,
                4,
                0,
                RateLimitForm.RETRY_AFTER,
                0,
                dialect.manyIds(),
                ChargeForm.KEPT,
                RemainsForm.STEADY);
    }

    /** Returns a copy with another name and the same dialect. */
    public PanelSettings named(String name) {
        return with(draft -> draft.name = name);
    }

    /** Returns a copy with another key. */
    public PanelSettings withKey(String key) {
        return with(draft -> draft.key = key);
    }

    /** Returns a copy with that balance. */
    public PanelSettings withBalance(BigDecimal balance) {
        return with(draft -> draft.balance = balance);
    }

    /** On a port of its own: 0 for any free one, -1 none. */
    public PanelSettings withPort(int port) {
        return with(draft -> draft.port = port);
    }

    /** Returns a copy with another mix of scenarios. */
    public PanelSettings withFates(ScenarioMix fates) {
        return with(draft -> draft.fates = fates);
    }

    /** Returns a copy that shows drops in another form. */
    public PanelSettings withDropForm(DropForm dropForm) {
        return with(draft -> draft.dropForm = dropForm);
    }

    /** Returns a copy that refuses a second order for a link while the first one runs, or takes it. */
    public PanelSettings withActiveLinksRefused(boolean refusesActiveLinks) {
        return with(draft -> draft.refusesActiveLinks = refusesActiveLinks);
    }

    /** Returns a copy with ids that are texts, or numbers. */
    public PanelSettings withTextIds(boolean textIds) {
        return with(draft -> draft.textIds = textIds);
    }

    /** Returns a copy whose {@code status} answers for other customers' orders, or does not. */
    public PanelSettings withAnswersForOthers(boolean answersForOthers) {
        return with(draft -> draft.answersForOthers = answersForOthers);
    }

    /** Returns a copy with more or fewer orders of others. */
    public PanelSettings withOthersBetween(int othersBetween) {
        return with(draft -> draft.othersBetween = othersBetween);
    }

    /** Returns a copy with a rate limit. */
    public PanelSettings withRateLimit(int callsPerMinute, RateLimitForm rateLimitForm) {
        return with(draft -> {
            draft.callsPerMinute = callsPerMinute;
            draft.rateLimitForm = rateLimitForm;
        });
    }

    /** Returns a copy with a rate limit of {@code services}. */
    public PanelSettings withServicesPerHour(int servicesPerHour) {
        return with(draft -> draft.servicesPerHour = servicesPerHour);
    }

    /** Returns a copy with another answer to more than a hundred ids. */
    public PanelSettings withManyIds(ManyIds manyIds) {
        return with(draft -> draft.manyIds = manyIds);
    }

    /** Returns a copy that keeps an order's charge when it gives money back, or lowers it. */
    public PanelSettings withChargeForm(ChargeForm chargeForm) {
        return with(draft -> draft.chargeForm = chargeForm);
    }

    /** Returns a copy that counts {@code remains} in another form. */
    public PanelSettings withRemainsForm(RemainsForm remainsForm) {
        return with(draft -> draft.remainsForm = remainsForm);
    }

    private PanelSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The same, while it is changed. */
    private static final class Draft {
        String name;
        SimulatedDialect dialect;
        String key;
        BigDecimal balance;
        String currency;
        int port;
        ScenarioMix fates;
        DropForm dropForm;
        boolean refusesActiveLinks;
        boolean textIds;
        boolean answersForOthers;
        int othersBetween;
        int callsPerMinute;
        RateLimitForm rateLimitForm;
        int servicesPerHour;
        ManyIds manyIds;
        ChargeForm chargeForm;
        RemainsForm remainsForm;

        Draft(PanelSettings from) {
            name = from.name;
            dialect = from.dialect;
            key = from.key;
            balance = from.balance;
            currency = from.currency;
            port = from.port;
            fates = from.fates;
            dropForm = from.dropForm;
            refusesActiveLinks = from.refusesActiveLinks;
            textIds = from.textIds;
            answersForOthers = from.answersForOthers;
            othersBetween = from.othersBetween;
            callsPerMinute = from.callsPerMinute;
            rateLimitForm = from.rateLimitForm;
            servicesPerHour = from.servicesPerHour;
            manyIds = from.manyIds;
            chargeForm = from.chargeForm;
            remainsForm = from.remainsForm;
        }

        PanelSettings settings() {
            return new PanelSettings(
                    name,
                    dialect,
                    key,
                    balance,
                    currency,
                    port,
                    fates,
                    dropForm,
                    refusesActiveLinks,
                    textIds,
                    answersForOthers,
                    othersBetween,
                    callsPerMinute,
                    rateLimitForm,
                    servicesPerHour,
                    manyIds,
                    chargeForm,
                    remainsForm);
        }
    }
}
