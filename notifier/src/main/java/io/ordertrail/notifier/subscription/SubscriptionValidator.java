package io.ordertrail.notifier.subscription;

import io.ordertrail.domain.PanelName;
import io.ordertrail.domain.ServiceId;
import io.ordertrail.domain.ShopId;
import io.ordertrail.kit.web.Problem;
import io.ordertrail.kit.web.Problem.FieldError;
import io.ordertrail.kit.web.ProblemException;
import io.ordertrail.notifier.address.UrlRules;
import io.ordertrail.notifier.signing.SigningScheme;
import io.ordertrail.notifier.subscription.Subscription.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a subscription must be. All that is wrong is reported at once. */
public final class SubscriptionValidator {

    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*");
    private static final int MOST_IN_A_LIST = 100;
    private static final Duration SHORTEST_DIGEST = Duration.ofMinutes(1);
    private static final Duration LONGEST_DIGEST = Duration.ofDays(7);

    private final UrlRules urls;

    /** With the rules for webhook endpoints. */
    public SubscriptionValidator(UrlRules urls) {
        this.urls = urls;
    }

    /** Whether a text is an e-mail address that can be written to; it has no character that could end a header. */
    public static boolean isEmail(String text) {
        return text.length() <= 254 && EMAIL.matcher(text).matches();
    }

    /** Whether a text is a language as BCP 47 writes it. */
    public static boolean isLanguage(String text) {
        return LANGUAGE.matcher(text).matches();
    }

    /**
     * The subscription that was asked for.
     *
     * @param shop whose it is; absent for the operators
     * @throws ProblemException 400 with everything that is wrong
     */
    public Subscription create(SubscriptionRequest spec, String id, @Nullable ShopId shop, Instant now) {
        return check(spec, id, shop, Kind.ENDPOINT, now, null);
    }

    /**
     * The subscription, changed to what was asked for.
     *
     * @throws ProblemException 400 with everything that is wrong
     */
    public Subscription change(Subscription before, SubscriptionRequest spec, Instant now) {
        return check(spec, before.id(), before.shop(), before.kind(), now, before);
    }

    private Subscription check(
            SubscriptionRequest spec,
            String id,
            @Nullable ShopId shop,
            Kind kind,
            Instant now,
            @Nullable Subscription before) {
        Errors errors = new Errors();
        Channel channel =
                errors.parse("channel", spec.channel(), Channel.WEBHOOK, Channel::of, "Send webhook or email.");
        if (before != null && channel != before.channel()) {
            errors.add("channel", "cannot be changed", "Create another subscription.");
        }
        String target = kind == Kind.ORDER_CONTACT ? "" : target(spec.target(), channel, errors);
        SigningScheme scheme =
                errors.parse("signature", spec.signature(), SigningScheme.V1, SigningScheme::of, "Send v1 or v1a.");
        if (before != null && scheme != before.scheme()) {
            errors.add("signature", "cannot be changed", "Create another subscription.");
        }
        Filter filter = filter(spec, errors);
        Subscription result = new Subscription(
                id,
                shop,
                channel,
                kind,
                target,
                description(spec.description(), errors),
                filter,
                ordering(spec.ordering(), errors),
                scheme,
                rate(spec.ratePerSecond(), errors),
                digest(spec.digest(), channel, errors),
                language(spec.language(), errors),
                ownerEmail(spec.ownerEmail(), errors),
                before == null ? null : before.disabled(),
                before == null ? null : before.failingSince(),
                before == null ? now : before.createdAt(),
                now);
        errors.throwIfAny();
        return result;
    }

    private String target(@Nullable String target, Channel channel, Errors errors) {
        if (target == null || target.isBlank()) {
            errors.add("target", "is missing", "Send the URL or the e-mail address.");
            return "";
        }
        switch (channel) {
            case WEBHOOK -> {
                if (urls.check(target) instanceof UrlRules.Checked.Unfit unfit) {
                    errors.add("target", unfit.rule(), unfit.remedy());
                }
            }
            case EMAIL -> {
                if (!isEmail(target)) {
                    errors.add("target", "is no e-mail address", "Write it like orders@shop.example.");
                }
            }
        }
        return target;
    }

    private static Filter filter(SubscriptionRequest spec, Errors errors) {
        return new Filter(
                list("types", spec.types(), TypePattern::new, errors),
                list("panels", spec.panels(), PanelName::new, errors),
                list("services", spec.services(), ServiceId::new, errors),
                list("tags", spec.tags(), SubscriptionValidator::tag, errors));
    }

    private static String tag(String tag) {
        if (tag.isBlank() || tag.length() > 64) {
            throw new IllegalArgumentException("a tag must have 1 to 64 characters");
        }
        return tag;
    }

    private static <T> List<T> list(
            String field, @Nullable List<String> texts, Function<String, T> parse, Errors errors) {
        List<String> given = texts == null ? List.of() : texts;
        if (given.size() > MOST_IN_A_LIST) {
            errors.add(
                    field, "has more than " + MOST_IN_A_LIST + " entries", "Use wildcards, or leave it empty for all.");
            return List.of();
        }
        List<T> parsed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            try {
                parsed.add(parse.apply(given.get(i)));
            } catch (IllegalArgumentException e) {
                errors.add(field + "[" + i + "]", String.valueOf(e.getMessage()), "Correct it or leave it out.");
            }
        }
        return parsed;
    }

    private static String description(@Nullable String text, Errors errors) {
        if (text != null && text.length() > 200) {
            errors.add("description", "is longer than 200 characters", "Shorten it.");
        }
        return text == null ? "" : text;
    }

    private static boolean ordering(@Nullable String text, Errors errors) {
        if (text != null && !text.equals("none") && !text.equals("order")) {
            errors.add("ordering", "must be none or order", "Send order to have an order's events in their order.");
        }
        return "order".equals(text);
    }

    private static @Nullable Integer rate(@Nullable Integer rate, Errors errors) {
        if (rate != null && (rate < 1 || rate > 10_000)) {
            errors.add("ratePerSecond", "must be between 1 and 10000", "Leave it out for the default.");
        }
        return rate;
    }

    private static @Nullable Duration digest(@Nullable String text, Channel channel, Errors errors) {
        if (text == null) {
            return null;
        }
        if (channel == Channel.WEBHOOK) {
            errors.add("digest", "is for e-mail only", "Leave it out.");
            return null;
        }
        try {
            Duration digest = Duration.parse(text);
            if (digest.compareTo(SHORTEST_DIGEST) >= 0 && digest.compareTo(LONGEST_DIGEST) <= 0) {
                return digest;
            }
        } catch (DateTimeParseException e) {
            // reported below, with what it must be
        }
        errors.add("digest", "must be a duration between PT1M and P7D", "Write it like PT1H or P1D.");
        return null;
    }

    private static String language(@Nullable String text, Errors errors) {
        if (text != null && !isLanguage(text)) {
            errors.add("language", "is no language tag", "Write it like en or pt-BR.");
        }
        return text == null ? "en" : text;
    }

    private static @Nullable String ownerEmail(@Nullable String text, Errors errors) {
        if (text != null && !isEmail(text)) {
            errors.add("ownerEmail", "is no e-mail address", "Write it like ops@shop.example.");
        }
        return text;
    }

    private static final class Errors {
        private final List<FieldError> all = new ArrayList<>();

        void add(String field, String rule, String remedy) {
            all.add(new FieldError(field, rule, remedy));
        }

        <T> T parse(String field, @Nullable String text, T absent, Function<String, T> parse, String remedy) {
            if (text == null) {
                return absent;
            }
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                add(field, String.valueOf(e.getMessage()), remedy);
                return absent;
            }
        }

        void throwIfAny() {
            if (!all.isEmpty()) {
                throw Problem.invalid(List.copyOf(all));
            }
        }
    }
}
