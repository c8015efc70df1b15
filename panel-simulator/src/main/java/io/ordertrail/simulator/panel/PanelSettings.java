package io.ordertrail.simulator.panel;

import io.ordertrail.simulator.lifecycle.DropForm;
import io.ordertrail.simulator.lifecycle.ScenarioMix;
import java.math.BigDecimal;

/**
 * One panel.
 *
 * @param name its place in the URL: {@code /<name>/api/v2}
 * @param key what its one customer calls with
 * @param port a port of its own beside the common one; 0 is any that is free, -1 none
 * @param refusesActiveLinks whether a second order for a link and service is refused while the first one runs
 * @param textIds whether its ids are texts rather than numbers
 * @param answersForOthers whether {@code status} answers for other customers' orders too
 * @param othersBetween how many orders at most other customers buy between two of ours
 * @param callsPerMinute 0 is any number
 * @param servicesPerHour how often {@code services} may be called; 0 is any number
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
        ManyIds manyIds) {

    private static final BigDecimal PLENTY = new BigDecimal("100000");

    /** A name that fits a URL, and no limits below zero. */
    public PanelSettings {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("name of a panel must be [a-z][a-z0-9-]*, but was '" + name + "'");
        }
        if (othersBetween < 0 || callsPerMinute < 0 || servicesPerHour < 0 || port < -1) {
            throw new IllegalArgumentException("limits of panel " + name + " must not be negative");
        }
    }

    /** The panel as it usually is: key {@code <name>-key}, 100,000 USD, no limits, and a port of its own. */
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
                dialect.manyIds());
    }

    /** The same dialect under another name. */
    public PanelSettings named(String name) {
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
                manyIds);
    }

    /** With another key. */
    public PanelSettings withKey(String key) {
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
                manyIds);
    }

    /** With so much to spend. */
    public PanelSettings withBalance(BigDecimal balance) {
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
                manyIds);
    }

    /** On a port of its own: 0 is any that is free, -1 none. */
    public PanelSettings withPort(int port) {
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
                manyIds);
    }

    /** With other chances for its orders. */
    public PanelSettings withFates(ScenarioMix fates) {
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
                manyIds);
    }

    /** With another way to show drops. */
    public PanelSettings withDropForm(DropForm dropForm) {
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
                manyIds);
    }

    /** Whether a second order for a link is refused while the first one runs. */
    public PanelSettings withActiveLinksRefused(boolean refusesActiveLinks) {
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
                manyIds);
    }

    /** With ids that are texts. */
    public PanelSettings withTextIds(boolean textIds) {
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
                manyIds);
    }

    /** With {@code status} that answers for other customers' orders. */
    public PanelSettings withAnswersForOthers(boolean answersForOthers) {
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
                manyIds);
    }

    /** With more or fewer orders of others. */
    public PanelSettings withOthersBetween(int othersBetween) {
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
                manyIds);
    }

    /** With a limit of calls. */
    public PanelSettings withRateLimit(int callsPerMinute, RateLimitForm rateLimitForm) {
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
                manyIds);
    }

    /** With a limit of calls of {@code services}. */
    public PanelSettings withServicesPerHour(int servicesPerHour) {
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
                manyIds);
    }

    /** With another answer to more than a hundred ids. */
    public PanelSettings withManyIds(ManyIds manyIds) {
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
                manyIds);
    }
}
