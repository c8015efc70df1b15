package io.ordertrail.simulator.life;

/** From {@code at} on a refill is in {@code state}. */
public record RefillPhase(long at, RefillState state) {}
