package io.ordertrail.benchmarks.strangers;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one panel is like. Each enum below has the share, in per mille, of the panels that are like that; the shares are
 * those of the field as far as anybody has counted, and guesses that lean to the unusual where nobody has.
 */
record Traits(Envelopes envelopes, Writing writing, Habits habits, Wares wares) {

    /** How answers are packed. */
    record Envelopes(
            AddForm add,
            StatusForm status,
            ManyForm many,
            UnknownId unknownId,
            ListForm services,
            BalanceForm balance,
            ErrorForm error,
            CancelForm cancel) {}

    /**
     * How it writes.
     *
     * @param decimals of amounts; an amount is charged as it is written where there are only two
     * @param startKey the key of the count at the start
     * @param withCurrency whether the state of an order names the currency
     */
    record Writing(
            Phrasebook.Language errors,
            Phrasebook.Language states,
            NumberForm amounts,
            CountForm counts,
            Decimals decimals,
            String startKey,
            Currency currency,
            boolean withCurrency) {}

    /**
     * What it does.
     *
     * @param strangers how many orders of other customers come between two of ours, on average
     * @param byHand whether orders are bought by hand at the account
     * @param lowersCharge whether the charge is what was not given back
     * @param shortOfFunds whether the account runs out of money once, and is topped up
     * @param firstListFails whether the first call for the services fails
     * @param ownWords whether it refuses in words that nobody can read
     * @param drops the share of calls, other than add, that fail
     * @param olderOrders how many orders the account had before
     */
    record Habits(
            Ids ids,
            double strangers,
            boolean byHand,
            boolean lowersCharge,
            Remains remains,
            DripFeeds dripFeeds,
            RateLimit rateLimit,
            boolean shortOfFunds,
            boolean firstListFails,
            boolean ownWords,
            double drops,
            int olderOrders) {}

    /** What it sells. */
    record Wares(int services, Set<Oddity> oddities) {}

    /** The answer to an order that was taken. */
    enum AddForm implements Lot.Weighted {
        ORDER_NUMBER(360),
        ORDER_TEXT(260),
        STATUS_SUCCESS(90),
        ORDER_ID(70),
        CAMEL_CASE(30),
        ID_AND_STATUS(40),
        IN_DATA(60),
        IN_LIST(20),
        EMPTY_ERROR(40),
        WITH_CHARGE(30);

        private final int share;

        AddForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** The answer about one order. */
    enum StatusForm implements Lot.Weighted {
        PLAIN(790),
        IN_DATA(90),
        IN_LIST(50),
        BY_ID(70);

        private final int share;

        StatusForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** The answer about many orders. */
    enum ManyForm implements Lot.Weighted {
        BY_ID(740),
        BY_ID_IN_DATA(80),
        LIST_WITH_ORDER(80),
        LIST_WITH_ID(50),
        NONE(50);

        private final int share;

        ManyForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** What stands for an id that is none of the account's. */
    enum UnknownId implements Lot.Weighted {
        ERROR(600),
        TEXT(150),
        NULL(100),
        LEFT_OUT(150);

        private final int share;

        UnknownId(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** The list of services. */
    enum ListForm implements Lot.Weighted {
        LIST(820),
        IN_DATA(90),
        IN_SERVICES(50),
        BY_ID(40);

        private final int share;

        ListForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** The balance. */
    enum BalanceForm implements Lot.Weighted {
        PLAIN(850),
        IN_DATA(90),
        STATUS_SUCCESS(60);

        private final int share;

        BalanceForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** A no, and the HTTP code that comes with it. */
    enum ErrorForm implements Lot.Weighted {
        ERROR(560, 200),
        ERROR_AND_CODE(130, 400),
        STATUS_FAIL_MESSAGE(70, 200),
        STATUS_ERROR_MESSAGE(40, 400),
        SUCCESS_FALSE_MESSAGE(60, 200),
        SUCCESS_FALSE_IN_DATA(30, 200),
        ERROR_OBJECT(40, 200),
        ERROR_LIST(20, 200),
        ERRORS_BY_FIELD(30, 422),
        STATUS_AND_ERROR(20, 200);

        private final int share;
        private final int code;

        ErrorForm(int share, int code) {
            this.share = share;
            this.code = code;
        }

        @Override
        public int share() {
            return share;
        }

        int code() {
            return code;
        }
    }

    /** The answer to a cancel. */
    enum CancelForm implements Lot.Weighted {
        LIST_OF_ONES(450),
        LIST_OF_IDS(150),
        LIST_OF_FLAGS(100),
        SUCCESS_TEXT(100),
        NONE(200);

        private final int share;

        CancelForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** An amount of 1234.5. */
    enum NumberForm implements Lot.Weighted {
        TEXT(600),
        NUMBER(180),
        /** {@code 1234,5}. */
        COMMA(60),
        /** {@code 1.234,5}. */
        COMMA_AND_DOTS(20),
        /** {@code 1,234.5}. */
        THOUSANDS(50),
        /** {@code $1234.5}. */
        SIGN(45),
        /** {@code 1234.5 USD}. */
        CODE(45);

        private final int share;

        NumberForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** A count. */
    enum CountForm implements Lot.Weighted {
        TEXT(700),
        NUMBER(250),
        /** The count at the start is blank until the order begins. */
        BLANK_AT_FIRST(50);

        private final int share;

        CountForm(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** The decimals of an amount. */
    enum Decimals implements Lot.Weighted {
        TWO(250, 2),
        THREE(100, 3),
        FOUR(250, 4),
        FIVE(300, 5),
        EIGHT(100, 8);

        private final int share;
        private final int digits;

        Decimals(int share, int digits) {
            this.share = share;
            this.digits = digits;
        }

        @Override
        public int share() {
            return share;
        }

        int digits() {
            return digits;
        }
    }

    /** The account's currency, and how many of it are a dollar. */
    enum Currency implements Lot.Weighted {
        USD(760, "$", 1),
        EUR(60, "€", 1),
        INR(80, "₹", 85),
        TRY(50, "₺", 40),
        BRL(50, "R$", 5);

        private final int share;
        private final String sign;
        private final int perDollar;

        Currency(int share, String sign, int perDollar) {
            this.share = share;
            this.sign = sign;
            this.perDollar = perDollar;
        }

        @Override
        public int share() {
            return share;
        }

        String sign() {
            return sign;
        }

        int perDollar() {
            return perDollar;
        }
    }

    /** The ids of orders. */
    enum Ids implements Lot.Weighted {
        ASCENDING(970),
        /** Random hexadecimal digits, in no sequence. */
        TEXT(30);

        private final int share;

        Ids(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** When what remains of an order is said. */
    enum Remains implements Lot.Weighted {
        LIVE(600),
        AT_THE_END(300),
        /** 0 while it is pending. */
        ZERO_AT_FIRST(100);

        private final int share;

        Remains(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** Drip-feeds. */
    enum DripFeeds implements Lot.Weighted {
        NONE(300),
        /** Its runs are orders with ids in the sequence; all are charged with the parent. */
        CHILDREN_CHARGED_AT_ONCE(350),
        CHILDREN_CHARGED_ONE_BY_ONE(200),
        /** One order, delivered in portions. */
        NO_CHILDREN(150);

        private final int share;

        DripFeeds(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }

        boolean children() {
            return this == CHILDREN_CHARGED_AT_ONCE || this == CHILDREN_CHARGED_ONE_BY_ONE;
        }
    }

    /** What happens to who calls too often. */
    enum RateLimit implements Lot.Weighted {
        NONE(750),
        CODE_429(100),
        CODE_429_RETRY_AFTER(50),
        TEXT(100);

        private final int share;

        RateLimit(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** What is wrong with a list of services; each in that share of the panels. */
    enum Oddity implements Lot.Weighted {
        DUPLICATE(60),
        NO_MAXIMUM(50),
        MAXIMUM_BELOW_MINIMUM(30),
        NO_FLAGS(200),
        FLAGS_AS_TEXT(100),
        UNREADABLE_ENTRY(40),
        ESCAPED_NAMES(80);

        private final int share;

        Oddity(int share) {
            this.share = share;
        }

        @Override
        public int share() {
            return share;
        }
    }

    /** Draws a panel. */
    static Traits draw(Lot lot) {
        return new Traits(envelopes(lot), writing(lot), habits(lot), wares(lot));
    }

    private static Envelopes envelopes(Lot lot) {
        return new Envelopes(
                lot.pick(AddForm.values()),
                lot.pick(StatusForm.values()),
                lot.pick(ManyForm.values()),
                lot.pick(UnknownId.values()),
                lot.pick(ListForm.values()),
                lot.pick(BalanceForm.values()),
                lot.pick(ErrorForm.values()),
                lot.pick(CancelForm.values()));
    }

    private static Writing writing(Lot lot) {
        Phrasebook.Language language = lot.pick(Phrasebook.Language.values());
        return new Writing(
                language,
                lot.chance(0.5) ? language : Phrasebook.Language.EN,
                lot.pick(NumberForm.values()),
                lot.pick(CountForm.values()),
                lot.pick(Decimals.values()),
                lot.chance(0.9) ? "start_count" : "start_counter",
                lot.pick(Currency.values()),
                lot.chance(0.85));
    }

    private static Habits habits(Lot lot) {
        return new Habits(
                lot.pick(Ids.values()),
                strangers(lot),
                lot.chance(0.05),
                lot.chance(0.45),
                lot.pick(Remains.values()),
                lot.pick(DripFeeds.values()),
                lot.pick(RateLimit.values()),
                lot.chance(0.06),
                lot.chance(0.08),
                lot.chance(0.06),
                lot.chance(0.5) ? 0 : 0.02,
                lot.chance(0.3) ? lot.between(3, 15) : 0);
    }

    private static double strangers(Lot lot) {
        int size = lot.between(1, 100);
        if (size <= 20) {
            return 0;
        }
        return size <= 65 ? 4 : size <= 95 ? 40 : 400;
    }

    private static Wares wares(Lot lot) {
        int size = lot.between(1, 100);
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        for (Oddity oddity : Oddity.values()) {
            if (lot.chance(oddity.share() / 1000.0)) {
                oddities.add(oddity);
            }
        }
        return new Wares(size <= 60 ? lot.between(6, 15) : size <= 90 ? 60 : size <= 98 ? 400 : 2000, oddities);
    }

    /** Returns every trait by its name, for the table of what went wrong where. */
    Map<String, String> named() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("answer to add", envelopes.add.name());
        all.put("answer about one", envelopes.status.name());
        all.put("answer about many", envelopes.many.name());
        all.put("unknown id", envelopes.unknownId.name());
        all.put("services", envelopes.services.name());
        all.put("balance", envelopes.balance.name());
        all.put("errors", envelopes.error.name());
        all.put("cancel", envelopes.cancel.name());
        all.put("language", writing.errors.name());
        all.put("amounts", writing.amounts.name());
        all.put("decimals", writing.decimals.name());
        all.put("ids", habits.ids.name());
        all.put("others between", Integer.toString((int) habits.strangers));
        all.put("account", habits.byHand ? "SHARED" : "OURS");
        all.put("orders before", habits.olderOrders == 0 ? "NONE" : "SOME");
        all.put("charge at the end", habits.lowersCharge ? "LOWERED" : "AS_BOUGHT");
        all.put("remains", habits.remains.name());
        all.put("drip-feeds", habits.dripFeeds.name());
        all.put("rate limit", habits.rateLimit.name());
        all.put("funds", habits.shortOfFunds ? "SHORT" : "ENOUGH");
        all.put("refusals", habits.ownWords ? "OWN_WORDS" : "COMMON_WORDS");
        all.put("services sold", Integer.toString(wares.services));
        wares.oddities.forEach(oddity -> all.put("list: " + oddity.name(), "yes"));
        return all;
    }
}
