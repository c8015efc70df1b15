package io.ordertrail.panel.answer;

import static io.ordertrail.panel.RefusalKind.ACTIVE_LINK;
import static io.ordertrail.panel.RefusalKind.ALREADY_REQUESTED;
import static io.ordertrail.panel.RefusalKind.BAD_KEY;
import static io.ordertrail.panel.RefusalKind.BAD_ORDER;
import static io.ordertrail.panel.RefusalKind.NOT_ELIGIBLE;
import static io.ordertrail.panel.RefusalKind.NOT_ENOUGH_FUNDS;
import static io.ordertrail.panel.RefusalKind.NOT_FOUND;
import static io.ordertrail.panel.RefusalKind.RATE_LIMITED;
import static io.ordertrail.panel.RefusalKind.SERVICE_GONE;

import io.ordertrail.panel.RefusalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The texts that are known to be refusals. Only these prove that a panel did not do what was asked: a panel that resells
 * another passes on "Operation timed out…" of an order that its supplier took. The whole text must match, so that a
 * known phrase inside a longer story proves nothing.
 */
public final class RefusalTexts {

    private static final List<Known> COMMON = List.of(
            known(BAD_ORDER, "incorrect request|error\\.incorrect_request"),
            known(
                    BAD_KEY,
                    "(invalid|incorrect|wrong|bad) api[ _]?key|(invalid|incorrect) key|error\\.incorrect_api_key"),
            known(NOT_FOUND, "(incorrect|invalid|wrong) order( id)?|order not found|error\\.incorrect_order_id"),
            known(NOT_FOUND, "refill not found|(incorrect|invalid) refill( id)?"),
            known(SERVICE_GONE, "(incorrect|invalid|wrong|disabled) service( id)?|service (not found|is disabled)"),
            known(SERVICE_GONE, "(neworder\\.)?error\\.(incorrect|disabled)_service(_id)?|neworder\\.error\\.service"),
            known(BAD_ORDER, "(bad|incorrect|invalid|wrong) link|(neworder\\.)?error\\.(bad|incorrect)?_?link"),
            known(BAD_ORDER, "quantity (is )?less than minim(al|um)( quantity)?:? ?[\\d,. ]*"),
            known(BAD_ORDER, "quantity (is )?more than maxim(al|um)( quantity)?:? ?[\\d,. ]*"),
            known(BAD_ORDER, "(incorrect|invalid|wrong) (quantity|comments|runs|intervals?|username|usernames)"),
            known(BAD_ORDER, "neworder\\.error\\.(min|max)_quantity|neworder\\.error\\.(quantity|comments)"),
            known(
                    NOT_ENOUGH_FUNDS,
                    "not enough (funds|balance|money)( on (your )?balance)?|insufficient (funds|balance)"),
            known(NOT_ENOUGH_FUNDS, "neworder\\.error\\.not_enough_funds|error\\.not_enough_funds"),
            known(RATE_LIMITED, "rate limit exceeded.*|too many requests.*|error\\.rate_limit.*"),
            known(ACTIVE_LINK, "neworder\\.error\\.link_duplicate|error\\.link_duplicate"),
            known(ACTIVE_LINK, "you have (an )?active order with this link.*"),
            known(ALREADY_REQUESTED, "refill (is )?already (requested|in progress|created).*"),
            known(NOT_ELIGIBLE, "order (is )?not eligible for (a )?(refill|cancell?ation|cancel)"),
            known(NOT_ELIGIBLE, "(refill|cancel) is not available.*"));

    private final List<Known> known;

    /**
     * @param more texts of one panel, each with its kind, asked before the common ones
     */
    public RefusalTexts(Map<String, RefusalKind> more) {
        List<Known> all = new ArrayList<>();
        more.forEach((text, kind) -> all.add(new Known(kind, pattern(Pattern.quote(plain(text))))));
        all.addAll(COMMON);
        this.known = List.copyOf(all);
    }

    /** What the text refuses, or empty where nobody knows it: then it proves nothing. */
    public Optional<RefusalKind> classify(String text) {
        String plain = plain(text);
        return known.stream()
                .filter(refusal -> refusal.text.matcher(plain).matches())
                .map(Known::kind)
                .findFirst();
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("[.!]+$", "").toLowerCase(Locale.ROOT);
    }

    private static Known known(RefusalKind kind, String text) {
        return new Known(kind, pattern(text));
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text);
    }

    private record Known(RefusalKind kind, Pattern text) {}
}
