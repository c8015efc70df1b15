package io.ordertrail.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How order-intake works; {@code ordertrail.panels.*} says with which panels. */
@ConfigMapping(prefix = "ordertrail.intake")
public interface IntakeConfig {

    /** Buying. */
    Submission submission();

    /** Stopping to buy. */
    Stop stop();

    /** Finding lost orders. */
    Doubt doubt();

    /** Cancels at panels. */
    Cancel cancel();

    /** Lists of services. */
    Catalogue catalogue();

    /** Balances. */
    Balance balance();

    /** Buying. */
    interface Submission {

        /** How often each panel's submitter looks for orders that are due, besides being woken by new ones. */
        @WithDefault("1s")
        Duration interval();

        /** How many orders a panel's submitter claims at once at most. */
        @WithDefault("64")
        int batch();

        /**
         * How long after the beginning of its claim an order may still be sent, and what a lease lasts beyond the panel's
         * timeouts. A claim without a result when its lease ends is in doubt.
         */
        @WithDefault("15s")
        Duration leaseMargin();

        /** How long an order may wait to be bought, from its request or from an operator's resubmission, before it is rejected. */
        @WithDefault("24h")
        Duration longestWait();

        /** How long an order waits for another one on the same link, before the panel is asked again. */
        @WithDefault("5m")
        Duration activeLinkRetry();

        /** How long a panel is left alone after a rate limit without {@code Retry-After}. */
        @WithDefault("30s")
        Duration rateLimitPause();

        /** How long a panel is left alone after it lacked funds, or refused our key; a higher balance ends it sooner. */
        @WithDefault("2m")
        Duration fundsPause();

        /** After how many failures in a row a panel is taken for down and only probed. */
        @WithDefault("10")
        int failuresUntilDown();

        /** How long a panel that is down is left alone between probes. */
        @WithDefault("10s")
        Duration probeInterval();

        /** How often claims that died and orders that waited too long are looked for. */
        @WithDefault("5s")
        Duration sweep();

        /** How long a shutdown waits for calls under way. */
        @WithDefault("35s")
        Duration shutdownTimeout();
    }

    /** Stopping to buy. */
    interface Stop {

        /**
         * Whether a start stops buying at every panel. An operator resumes it; a later start does not stop again what was
         * resumed, unless the setting was away in between. Taking it away resumes nothing.
         */
        @WithDefault("false")
        boolean all();

        /** The panels at which a start stops buying, with commas in between; as for all. */
        Optional<Set<String>> panels();

        /** How often orders that are due where buying is stopped are reported as waiting for it. */
        @WithDefault("2s")
        Duration interval();
    }

    /** Finding lost orders. */
    interface Doubt {

        /** How often open doubts are looked into. */
        @WithDefault("15s")
        Duration interval();

        /** How long after our timeout a panel may still take an order. Nothing is concluded before. */
        @WithDefault("2m")
        Duration settle();

        /** How far the clocks of replicas may be apart. */
        @WithDefault("1s")
        Duration clockSkew();

        /** The widest range of ids that is searched for one doubt; beyond it the balance or an operator decides. */
        @WithDefault("20000")
        int widestRange();

        /** How far above the last known id is searched while no later order of ours closes the range. */
        @WithDefault("300")
        int searchAhead();

        /** How far below our first order at a panel one that was lost before it is searched. */
        @WithDefault("2000")
        int searchBelow();

        /** How many calls one search makes in one round at one panel; the next round goes on where it stopped. */
        @WithDefault("50")
        int callsPerRound();

        /** How many of them ask about one id alone, because the panel left it out or answered it with nothing. */
        @WithDefault("20")
        int singleCallsPerRound();

        /** After how many rounds in a row without the panel's answers an operator is asked; the search goes on. */
        @WithDefault("20")
        int silentRounds();

        /** How far a charge may be from rate × quantity, as a share of it, and still fit. */
        @WithDefault("0.001")
        BigDecimal chargeTolerance();
    }

    /** Cancels at panels. */
    interface Cancel {

        /** How often to check for cancels that are due at panels. */
        @WithDefault("5s")
        Duration interval();

        /** How long a cancel or refill request is kept whose order has not come yet; then it becomes a dead letter. */
        @WithDefault("10m")
        Duration earlyFor();

        /** How long after a call for an order its panel may be asked again because the shop repeats its request. */
        @WithDefault("1m")
        Duration repeatAfter();

        /** The wait before a cancel without a definite answer is repeated; doubled each time. */
        @WithDefault("10s")
        Duration firstRetry();

        /** The longest such wait. */
        @WithDefault("1d")
        Duration longestRetry();

        /** After how many calls without a definite answer the shop and the operator are notified that it is not canceled. */
        @WithDefault("12")
        int attempts();
    }

    /** Lists of services. */
    interface Catalogue {

        /** How often it is looked whether a list is due, here or fetched by another replica. */
        @WithDefault("5s")
        Duration look();

        /** How often each panel's list is fetched. One panel allows ten times an hour. */
        @WithDefault("30m")
        Duration interval();

        /** How long after the first failed try the next one follows; doubled by each further one. */
        @WithDefault("5s")
        Duration firstRetry();

        /** The longest pause between a failed try and the next one. */
        @WithDefault("6m")
        Duration retry();

        /** A change of a rate by more than this share is published. */
        @WithDefault("0.05")
        BigDecimal priceThreshold();
    }

    /** Balances. */
    interface Balance {

        /** How often each panel's balance is asked for. */
        @WithDefault("1m")
        Duration interval();

        /** Below this, operators are notified. */
        @WithDefault("10")
        BigDecimal low();

        /** The same by panel. */
        Map<String, BigDecimal> lowAt();
    }

    /** The panel's own threshold, or the common one. */
    default BigDecimal lowBalanceOf(String panel) {
        return Optional.ofNullable(balance().lowAt().get(panel))
                .orElse(balance().low());
    }
}
