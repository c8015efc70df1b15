package io.ordertrail.domain;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount with its currency, as a panel states it: any scale, never rounded on the way.
 *
 * @param amount written as text in JSON, so that no reader turns it into a binary fraction
 * @param currency the panel's own code, three to eight capital letters or digits; panels also use codes that are not
 *     in ISO 4217
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) implements Comparable<Money> {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z0-9]{3,8}");

    /** @throws IllegalArgumentException if the currency is not of that form */
    public Money {
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException(
                    "currency must be 3 to 8 capital letters or digits, but was '" + currency + "'");
        }
    }

    /** {@code Money.of("0.27819", "USD")}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.subtract(other.amount), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** Equal in value, whatever the scale: 1.50 and 1.5 are. */
    public boolean sameAs(Money other) {
        return currency.equals(other.currency) && amount.compareTo(other.amount) == 0;
    }

    /** @throws IllegalArgumentException if the currencies differ */
    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return amount.compareTo(other.amount);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot combine amounts in " + currency + " and " + other.currency);
        }
    }

    /** {@code 0.27819 USD}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
