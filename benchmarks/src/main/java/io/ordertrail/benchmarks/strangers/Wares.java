package io.ordertrail.benchmarks.strangers;

import io.ordertrail.benchmarks.strangers.Traits.Oddity;
import io.ordertrail.benchmarks.strangers.Ware.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one panel sells. */
final class Wares {

    private static final List<String> KINDS = List.of("Followers", "Likes", "Views", "Members", "Plays", "Subscribers");
    private static final List<String> PLACES = List.of("Instagram", "TikTok", "YouTube", "Telegram", "Spotify", "X");
    private static final List<String> PROMISES =
            List.of("", " | R30", " [30 Days Refill]", " ~ No Refill", " - Max 100K", " ♻️ 365 Days");

    private final Map<Integer, Ware> byId = new LinkedHashMap<>();

    Wares(Traits traits, Lot lot) {
        int id = lot.between(1, 4000);
        for (int i = 0; i < traits.wares().services(); i++) {
            // The first ones are as usual, so that every panel sells something that can be ordered.
            Ware ware = ware(id, i, traits, i >= 4, lot);
            byId.put(id, ware);
            id += lot.between(1, 3);
        }
    }

    private static Ware ware(int id, int place, Traits traits, boolean odd, Lot lot) {
        boolean comments = place == 3 || (odd && lot.chance(0.1));
        long minimum = comments ? lot.between(1, 5) : lot.oneOf(List.of(10, 20, 50, 100));
        long maximum = comments ? 500 : lot.oneOf(List.of(5_000, 10_000, 100_000, 1_000_000));
        boolean listsFlags = !traits.wares().oddities().contains(Oddity.NO_FLAGS) || lot.chance(0.5);
        boolean escaped = traits.wares().oddities().contains(Oddity.ESCAPED_NAMES);
        return new Ware(
                id,
                "%s %s %s%s"
                        .formatted(
                                lot.oneOf(PLACES),
                                lot.oneOf(KINDS),
                                escaped ? "Real & Active \"HQ\"" : "Real",
                                lot.oneOf(PROMISES)),
                comments,
                rate(traits, lot),
                minimum,
                maximum,
                traits.habits().dripFeeds() != Traits.DripFeeds.NONE && place % 2 == 0,
                lot.chance(0.5),
                traits.envelopes().cancel() != Traits.CancelForm.NONE && lot.chance(0.7),
                !(odd && lot.chance(0.15)),
                odd ? limits(traits, lot) : Limits.AS_THEY_ARE,
                listsFlags,
                !(odd && traits.wares().oddities().contains(Oddity.UNREADABLE_ENTRY) && lot.chance(0.2)));
    }

    private static BigDecimal rate(Traits traits, Lot lot) {
        double dollars = Math.exp(lot.between(-25, 30) / 10.0);
        return BigDecimal.valueOf(dollars * traits.writing().currency().perDollar())
                .setScale(traits.writing().decimals().digits(), RoundingMode.HALF_UP)
                .max(new BigDecimal("0.01"));
    }

    private static Limits limits(Traits traits, Lot lot) {
        if (traits.wares().oddities().contains(Oddity.NO_MAXIMUM) && lot.chance(0.3)) {
            return Limits.NO_MAXIMUM;
        }
        return traits.wares().oddities().contains(Oddity.MAXIMUM_BELOW_MINIMUM) && lot.chance(0.3)
                ? Limits.MAXIMUM_BELOW_MINIMUM
                : Limits.AS_THEY_ARE;
    }

    List<Ware> all() {
        return new ArrayList<>(byId.values());
    }

    Optional<Ware> find(String id) {
        return id.chars().allMatch(Character::isDigit) && !id.isEmpty() && id.length() < 9
                ? Optional.ofNullable(byId.get(Integer.parseInt(id)))
                : Optional.empty();
    }
}
